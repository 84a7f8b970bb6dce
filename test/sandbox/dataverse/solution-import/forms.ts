/** `<systemform>`: a form of its own, or the difference on a form that is there (solution.md 3.5). */
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { attribute, child, children, text, verbatimElement, type XmlNode } from './xml.ts';
import { parseElement, type Element } from './xml-tree.ts';

export interface ImportedForm {
  id: string;
  table: string;
  type: string;
  /** Empty in a difference: the form has its name. */
  name: string;
  form: Element;
  /** Roles that alone see it. */
  roleIds: string[];
  /** True when `form` is only what a managed solution changes. */
  difference: boolean;
}

export function readForms(table: string, entity: XmlNode): ImportedForm[] {
  return children(child(entity, 'FormXml'), 'forms').flatMap((forms) => {
    const type = attribute(forms, 'type') ?? '';
    return children(forms, 'systemform').map((node) => readForm({ table, type }, node));
  });
}

function readForm({ table, type }: { table: string; type: string }, node: XmlNode): ImportedForm {
  const id = bareId(text(node, 'formid') ?? '');
  const xml = verbatimElement(node, 'form');
  if (id === '' || xml === undefined)
    throw new ImportRefusal(
      `The import file is invalid. A form of entity ${table} has no formid or no form.`,
    );
  const form = parseElement(xml);
  return {
    id,
    table,
    type,
    name: attribute(children(child(node, 'LocalizedNames'), 'LocalizedName')[0], 'description') ?? '',
    form,
    roleIds: children(child(node, 'DisplayConditions'), 'Role').map((role) =>
      bareId(attribute(role, 'Id') ?? ''),
    ),
    difference: form.attributes.solutionaction !== undefined,
  };
}
