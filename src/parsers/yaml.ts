import * as yaml from 'yaml-eslint-parser'
import { mayDeclareAny } from '../formats/detection.ts'
import { createParser } from './create-parser.ts'

/** yaml-eslint-parser for files that may declare a security group; an empty program for any other. */
export const yamlParser = createParser('yaml-parser', mayDeclareAny, yaml)
