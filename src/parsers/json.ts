import * as jsonc from 'jsonc-eslint-parser'
import { mayDeclareAny } from '../formats/detection.ts'
import { createParser } from './create-parser.ts'

/** jsonc-eslint-parser for files that may declare a security group; an empty program for any other. */
// Comments and trailing commas are read too: `jsonSyntax: 'JSON'` takes time quadratic in the file's size.
export const jsonParser = createParser('json-parser', mayDeclareAny, jsonc)
