import { z } from 'zod';
import { must, name, text } from './words';

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const host = text(HOST, 'a name such as shop.example.com', 'Write it in lower case, without https:// and path.');

/** The section `certificates`: TLS certificates of the load balancers, by name. The controller finds them by their hosts. */
export const certificates = z
  .record(
    name,
    z.strictObject(
      {
        /** The public hosted zone of Route 53 in this account that the hosts are in. */
        zone: text(HOST, 'a zone such as example.com', 'Write it in lower case, without a dot at its end.'),
        /** The names that it is for, the first of them its own. */
        hosts: z.tuple([host], host, must('one host or more', "Write ['shop.example.com'].")).readonly(),
      },
      must('a zone and its hosts', "Write { zone: 'example.com', hosts: ['shop.example.com'] }."),
    ),
  )
  .optional();
