import securityGroup from 'eslint-plugin-security-group'

export default securityGroup.configs.recommended
