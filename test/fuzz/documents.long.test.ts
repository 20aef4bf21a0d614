import { describeDocuments } from './documents.ts';

describeDocuments(200);
