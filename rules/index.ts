/** Every rule of the plugin by its name. One line here is all that a new rule needs besides its own files. */
import type { SecurityGroupRule } from '../src/lint/rule-module.ts'
import { noAmbiguousOrder } from './no-ambiguous-order.ts'
import { noCrossGroupBypass } from './no-cross-group-bypass.ts'
import { noInternetNicInVpc } from './no-internet-nic-in-vpc.ts'
import { noIspBlockedPorts } from './no-isp-blocked-ports.ts'
import { noPartialRamDeny } from './no-partial-ram-deny.ts'
import { noPublicAdminPorts } from './no-public-admin-ports.ts'
import { noPublicAllPorts } from './no-public-all-ports.ts'
import { noPublicSensitivePorts } from './no-public-sensitive-ports.ts'
import { noQuotaOverflow } from './no-quota-overflow.ts'
import { noRedundantRules } from './no-redundant-rules.ts'
import { noRetiredAddresses } from './no-retired-addresses.ts'
import { noShadowedRules } from './no-shadowed-rules.ts'
import { noSmtpPort25 } from './no-smtp-port-25.ts'
import { noUnresolvedValues } from './no-unresolved-values.ts'
import { noUnrestrictedEgress } from './no-unrestricted-egress.ts'
import { noUnusedRemarks } from './no-unused-remarks.ts'
import { portVerification } from './port-verification.ts'
import { preferMergedRules } from './prefer-merged-rules.ts'
import { requireRuleDescription } from './require-rule-description.ts'
import { uniqueGroupNames } from './unique-group-names.ts'
import { validRuleFields } from './valid-rule-fields.ts'

export const rules = {
  'no-ambiguous-order': noAmbiguousOrder,
  'no-cross-group-bypass': noCrossGroupBypass,
  'no-internet-nic-in-vpc': noInternetNicInVpc,
  'no-isp-blocked-ports': noIspBlockedPorts,
  'no-partial-ram-deny': noPartialRamDeny,
  'no-public-admin-ports': noPublicAdminPorts,
  'no-public-all-ports': noPublicAllPorts,
  'no-public-sensitive-ports': noPublicSensitivePorts,
  'no-quota-overflow': noQuotaOverflow,
  'no-redundant-rules': noRedundantRules,
  'no-retired-addresses': noRetiredAddresses,
  'no-shadowed-rules': noShadowedRules,
  'no-smtp-port-25': noSmtpPort25,
  'no-unresolved-values': noUnresolvedValues,
  'no-unrestricted-egress': noUnrestrictedEgress,
  'no-unused-remarks': noUnusedRemarks,
  'port-verification': portVerification,
  'prefer-merged-rules': preferMergedRules,
  'require-rule-description': requireRuleDescription,
  'unique-group-names': uniqueGroupNames,
  'valid-rule-fields': validRuleFields,
} as const satisfies Record<string, SecurityGroupRule>
