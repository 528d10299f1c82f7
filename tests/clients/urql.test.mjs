// urql against the running program.
import { libraryTests } from './library.mjs';

libraryTests('urql');
