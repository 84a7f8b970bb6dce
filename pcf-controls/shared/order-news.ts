/**
 * Controls of one form tell each other that something became of their order, so that none of them goes on showing what is
 * no longer so. Each control has a bundle of its own; what they share is the window, and the order's key names the news.
 * Who comes back to a page that was out of sight for long gets what there is now.
 */
const event = 'mpb-order-changed';
/** News that come together are one reason to read. */
const restMs = 250;
const longMs = 60_000;

interface News {
  readonly orderKey: string;
  /** Whoever tells it has read already. */
  readonly from: unknown;
}

export function tellOrderNews(news: News): void {
  window.dispatchEvent(new CustomEvent(event, { detail: news }));
}

/** Reads after news of the order that others tell; answers how to end that. */
export function followOrderNews({ orderKey, from }: News, read: () => void): () => void {
  let timer = 0;
  let hiddenSince = Infinity;
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(read, restMs);
  };
  const heard = ({ detail }: CustomEventInit<News>) => {
    if (detail?.orderKey === orderKey && detail.from !== from) soon();
  };
  const seen = () => {
    if (!document.hidden && Date.now() - hiddenSince > longMs) soon();
    hiddenSince = document.hidden ? Date.now() : Infinity;
  };
  window.addEventListener(event, heard);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.clearTimeout(timer);
    window.removeEventListener(event, heard);
    document.removeEventListener('visibilitychange', seen);
  };
}
