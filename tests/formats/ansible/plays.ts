/** Plays and tasks. */
export const ssh = { ip_protocol: 'tcp', port_range: '22/22', source_cidr_ip: '198.51.100.0/24' }
export const out = { ip_protocol: 'all', port_range: '-1/-1', dest_cidr_ip: '0.0.0.0/0' }

/** A task that makes a group with these arguments. */
export function task(given: unknown, keywords: object = {}, module = 'ali_security_group'): object {
  return { name: 'Make a group', [module]: given, ...keywords }
}

export function play(...tasks: readonly object[]): object[] {
  return [{ hosts: 'localhost', tasks }]
}

export const web = { name: 'web', vpc_id: 'vpc-1' }
