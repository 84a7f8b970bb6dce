/** Why an import is refused, in words close to the importer's own (solution.md 1.1, 2.2, 3.1, 5). */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal';
}
