/** `npm run bench -- [name ...]`: what things cost, as ratios measured side by side in one run; all of them without a name. */
const benches: Record<string, () => Promise<unknown>> = {
  orders: () => import('./orders.ts'),
  decisions: () => import('./decisions.ts'),
  bus: () => import('./bus.ts'),
  sandbox: () => import('./sandbox.ts'),
  actions: () => import('./actions.ts'),
  'stock-census': () => import('./stock-census.ts'),
  stock: () => import('./stock.ts'),
  'stock-cost': () => import('./stock-cost.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    console.log(`\n${name}`);
    await benches[name]?.();
  }
}
