import { solutionIdentity } from '../publisher.ts';
import { element, leaf } from './element.ts';
import type { Element } from './element.ts';

const languagecode = solutionIdentity.languageCode;
const labelled = (name: string, description: string): Element => element(name, { description, languagecode });

/** Labels of columns, keys and choices. */
export const displayNames = (text: string): Element =>
  element('displaynames', {}, [labelled('displayname', text)]);

/** Labels of tables and of the solution itself. */
export const localizedNames = (text: string): Element =>
  element('LocalizedNames', {}, [labelled('LocalizedName', text)]);

export const localizedCollectionNames = (text: string): Element =>
  element('LocalizedCollectionNames', {}, [labelled('LocalizedCollectionName', text)]);

export const descriptions = (text: string): Element =>
  element('Descriptions', {}, [labelled('Description', text)]);

/** Labels of the options of a choice. */
export const optionLabels = (text: string): Element => element('labels', {}, [labelled('label', text)]);

export const introducedVersion = (): Element => leaf('IntroducedVersion', solutionIdentity.version);
