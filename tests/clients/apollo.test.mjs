// Apollo Client against the running program.
import { libraryTests } from './library.mjs';

libraryTests('apollo');
