/** Starts the page: reads what the environment has, takes on its time, and draws the app. */
import { App } from './app.tsx';
import type { AppModel } from './app-model.ts';
import { React, ReactDOM } from './platform.ts';
import { liveInSandboxTime } from './sandbox-time.ts';

async function start(): Promise<void> {
  const answer = await fetch('/app/model.json');
  if (!answer.ok) throw new Error(await answer.text());
  const model = (await answer.json()) as AppModel;
  liveInSandboxTime(model.now, model.speed);
  ReactDOM.render(<App model={model} />, document.getElementById('app'));
}

start().catch((error: unknown) => {
  document.body.textContent = `The app did not start: ${String(error)}`;
});
