// The app on the fixtures, to look at: `npm run build && npm run mock`.
import { startMock } from './server.mjs';

const mock = await startMock({ port: Number(process.env.PORT ?? 8099) });
console.log(`${mock.url}   ada@example.com / demo-password`);
