import type { ProviderName } from '../model/declarations.ts'
import { alicloud } from './alicloud.ts'
import type { Provider } from './provider.ts'
import { tencentcloud } from './tencentcloud.ts'

/** Every provider whose rules are understood. */
export const providers: Readonly<Record<ProviderName, Provider>> = { alicloud, tencentcloud }
