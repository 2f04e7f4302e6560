export { Certificate, type CertificateProps } from './certificate';
