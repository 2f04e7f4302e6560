import { isMap, isOpen, type Resource, show } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, flag, known } from '../values';
import { refusesOldTls } from './tls-policy';

/** Listeners of a classic load balancer, which cannot redirect. */
export function* checkClassic(balancer: Resource): Iterable<Fault> {
  for (const [index, listener] of blocksOf(balancer, 'listener').entries()) {
    const attribute = `listener[${index}].lb_protocol`;
    const protocol = isMap(listener) ? known(listener.lb_protocol ?? undefined) : listener;
    if (isOpen(protocol)) yield unverifiable(attribute, protocol, 'whether the listener encrypts is not known');
    else if (show(protocol ?? '').toLowerCase() === 'http')
      yield {
        attribute,
        value: protocol,
        message: 'it serves plain HTTP, and a classic load balancer cannot redirect',
        fix: 'Use an application load balancer, or lb_protocol = "https" only.',
      };
  }
}

/** TLS policies of classic load balancers: a predefined one by name, or protocols one by one. */
export function* checkClassicPolicy(policy: Resource): Iterable<Fault> {
  const block = policy.type === 'aws_load_balancer_policy' ? 'policy_attribute' : 'attribute';
  for (const [index, entry] of blocksOf(policy, block).entries()) {
    const attribute = `${block}[${index}]`;
    if (!isMap(entry)) {
      yield unverifiable(attribute, entry, 'which TLS versions it accepts is not known');
      continue;
    }
    const name = show(known(entry.name ?? undefined) ?? '');
    const value = known(entry.value ?? undefined);
    if (isOpen(value)) yield unverifiable(attribute, value, `what ${name} is set to is not known`);
    else if (/^Protocol-(SSLv[23]|TLSv1|TLSv1\.1)$/i.test(name) && flag(value) === true)
      yield { attribute, value: name, message: `it accepts ${name.slice('Protocol-'.length)}` };
    else if (name === 'Reference-Security-Policy' && !refusesOldTls(show(value ?? '')))
      yield { attribute, value, message: `${show(value ?? '')} accepts TLS below 1.2` };
  }
}
