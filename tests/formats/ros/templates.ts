/** Parts of templates. */
export function template(resources: object, sections: object = {}): object {
  return { ROSTemplateFormatVersion: '2015-09-01', ...sections, Resources: resources }
}

export function resource(type: string, properties: unknown, attributes: object = {}): object {
  return { Type: `ALIYUN::ECS::${type}`, ...attributes, Properties: properties }
}

export const ssh = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '198.51.100.0/24' }
export const web = { IpProtocol: 'tcp', PortRange: '443/443', SourceCidrIp: '0.0.0.0/0' }
export const out = { IpProtocol: 'all', PortRange: '-1/-1', DestCidrIp: '0.0.0.0/0' }

/** A template of one group with these ingress rules. */
export function withIngress(list: unknown, sections: object = {}): object {
  return template({ Sg: resource('SecurityGroup', { VpcId: 'vpc-1', SecurityGroupIngress: list }) }, sections)
}
