// Makes src/gql from the schema and from every `graphql(...)` in the sources.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  importExtension: '.js',
  // The file of the repository; an address works too: 'http://127.0.0.1:8000/graphql'.
  schema: '../../schema.graphql',
  documents: ['src/**/*.ts', '!src/gql/**'],
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        avoidOptionals: { field: true, inputValue: false, object: true },
        // A scalar without a line here is an error, not `any`.
        strictScalars: true,
        scalars: {
          Date: 'string',
          DateTime: 'string',
          Money: 'string',
          Score: 'string',
          UUID: 'string',
        },
      },
    },
  },
};

export default config;
