/** NovComet as a module: `import { NovComet } from '/comet/novcomet.mjs'`. */
import './novcomet.js';

const here = new URL('.', import.meta.url).href.slice(0, -1);

/** The page's own client, the same object as the global of this name. */
export const { NovComet } = globalThis;

if (!NovComet.baseurl) NovComet.init(here);

/** Another client, with its own channels. */
export const createNovComet = (baseurl = here) => NovComet.create(baseurl);
