/** Pages are written in TypeScript; the compiler, which is installed anyway, makes of it what a browser reads. */
export async function stripTypes(source: string, fileName: string): Promise<string> {
  const { default: ts } = await import('typescript');
  const { outputText } = ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ES2022,
      jsx: ts.JsxEmit.React,
      verbatimModuleSyntax: true,
    },
  });
  return outputText;
}
