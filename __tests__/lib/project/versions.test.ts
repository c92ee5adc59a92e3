/** What specifiers of versions admit, and where a project says which versions it runs on. */
import { describe, expect, test } from '@jest/globals';
import { admitted, admittedOf, isBefore, pythonOf } from '../../../lib/project/versions.js';
import { inMemory } from '../memory.js';

describe('a specifier', () => {
  test.each([
    ['==0.95.1', [0, 95], [0, 96]],
    ['0.95.1', [0, 95], [0, 96]],
    ['>=0.68', [0, 68], undefined],
    ['>=0.95,<0.100', [0, 95], [0, 100]],
    ['>=1.4,<2', [1, 4], [2, 0]],
    ['<=1.10', undefined, [1, 11]],
    ['~=0.95.0', [0, 95], [0, 96]],
    ['~=1.4', [1, 4], [2, 0]],
    ['^0.95', [0, 95], [0, 96]],
    ['^1.10.2', [1, 10], [2, 0]],
    ['~2.0', [2, 0], [2, 1]],
    ['==2.*', [2, 0], [3, 0]],
    ['*', undefined, undefined],
  ])('%s admits from %j on and below %j', (specifier, least, below) => {
    expect(admitted(specifier)).toEqual({ least, below });
  });

  test('tells that every version that it admits is older', () => {
    expect(isBefore(admitted('>=0.95,<0.105'), [0, 105])).toBe(true);
    expect(isBefore(admitted('>=0.95,<1'), [0, 105])).toBe(false);
    expect(isBefore(admitted('>=0.95'), [0, 105])).toBe(false);
  });
});

describe('what a project admits of a package', () => {
  const least = (texts: Readonly<Record<string, string>>): unknown =>
    admittedOf(inMemory(texts), ['/b/backend', '/b'], 'fastapi')?.least;

  test.each([
    [[0, 99], { '/b/backend/requirements.txt': 'uvicorn\nfastapi[all]==0.99.0 ; python_version > "3" # pinned\n' }],
    [[0, 99], { '/b/requirements/base.txt': 'FastAPI>=0.99\n' }],
    [[0, 99], { '/b/pyproject.toml': '[project]\ndependencies = ["fastapi[standard]>=0.99"]\n' }],
    [[0, 99], { '/b/pyproject.toml': '[tool.poetry.dependencies]\nfastapi = "^0.99"\n' }],
    [[0, 99], { '/b/Pipfile': '[packages]\nfastapi = {version = "==0.99.1", extras = ["all"]}\n' }],
    [
      [0, 98],
      { '/b/requirements.txt': 'fastapi>=0.68\n', '/b/uv.lock': '[[package]]\nname = "fastapi"\nversion = "0.98.0"\n' },
    ],
    [undefined, { '/b/requirements.txt': 'fastapi\nfastapi-users==12.1\n' }],
  ])('is from %j on in %j', (version, texts) => {
    expect(least(texts)).toEqual(version);
  });
});

describe('the oldest Python of a project', () => {
  test.each([
    [
      [3, 11],
      { '/b/pyproject.toml': '[project]\nrequires-python = ">=3.11,<4"\n[tool.ruff]\ntarget-version = "py39"\n' },
    ],
    [[3, 9], { '/b/ruff.toml': 'target-version = "py39"\n' }],
    [[3, 9], { '/b/pyproject.toml': '[tool.black]\ntarget-version = ["py310", "py39"]\n' }],
    [[3, 12], { '/b/backend/Dockerfile': 'FROM ghcr.io/astral-sh/uv:python3.12-bookworm AS build\n' }],
    [[3, 13], { '/b/backend/Dockerfile': 'FROM node:20\nFROM --platform=linux/amd64 python:3.13-slim\n' }],
    [[3, 10], { '/b/.python-version': '3.10.4\n' }],
    [[3, 8], { '/b/Pipfile': '[requires]\npython_version = "3.8"\n' }],
    [undefined, { '/b/requirements.txt': 'fastapi\n' }],
  ])('is %j by %j', (version, texts) => {
    expect(pythonOf(inMemory(texts), ['/b/backend', '/b'])?.least).toEqual(version);
  });
});

test('settings that are nested without an end say nothing', () => {
  const text = `${'a.'.repeat(20_000)}b = 1\n[project]\nrequires-python = ">=3.9"\n`;
  expect(pythonOf(inMemory({ '/b/pyproject.toml': text }), ['/b'])).toBeUndefined();
});
