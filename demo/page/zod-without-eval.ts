import { z } from 'zod';

// zod tries `new Function` as soon as the first schema is made, and this page's security policy forbids that. Hence a
// module of its own, imported before any that makes one.
z.config({ jitless: true });
