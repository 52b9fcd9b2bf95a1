/** Declarations that every client is shown. */

/** Opens SSH, which `no-public-admin-ports` reports as an error. */
export const OPEN_SSH = terraform('22')

/** Opens MySQL, which `no-public-sensitive-ports` reports as a warning. */
export const OPEN_MYSQL = terraform('3306')

/** Opens HTTPS, which nobody minds. */
export const REPAIRED = terraform('443')

/** Opens SSH on purpose. */
export const EXCUSED = `Ingress:
  - Action: ACCEPT
    CidrBlock: 0.0.0.0/0 # eslint-disable-line security-group/no-public-admin-ports -- honeypot
    Protocol: TCP
    Port: '22'
`

function terraform(port: string): string {
  return `{
  "resource": {
    "tencentcloud_security_group": { "web": { "name": "web", "description": "Web" } },
    "tencentcloud_security_group_rule_set": {
      "web": {
        "security_group_id": "\${tencentcloud_security_group.web.id}",
        "ingress": [
          { "action": "ACCEPT", "cidr_block": "0.0.0.0/0", "protocol": "TCP", "port": "${port}", "description": "In" }
        ]
      }
    }
  }
}
`
}
