import { describe, expect, test } from '@jest/globals';

import { EMAIL_VALIDATOR, findRequirement } from '../../../lib/project/requirements.js';
import { inMemory } from '../memory.js';

const found = (name: string, text: string): boolean =>
  findRequirement(inMemory({ [`/b/${name}`]: text }), '/b', EMAIL_VALIDATOR).isListed;

describe('email-validator is found', () => {
  test.each([
    ['pyproject.toml', '[project]\ndependencies = ["fastapi>=0.1", "Email_Validator >= 2"]'],
    ['pyproject.toml', '[project]\ndependencies = ["pydantic[email]>=2"]'],
    ['pyproject.toml', '[project]\ndependencies = ["fastapi[standard] >= 0.1 ; python_version > \'3.8\'"]'],
    ['pyproject.toml', '[project]\ndependencies = ["fastapi[ all ]"]'],
    ['pyproject.toml', '[project.optional-dependencies]\nmail = ["email-validator"]'],
    ['pyproject.toml', '[dependency-groups]\nmail = ["email-validator"]'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nemail-validator = "^2.0"'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npydantic = { version = "^2", extras = ["email"] }'],
    ['pyproject.toml', '[tool.poetry.group.main.dependencies.fastapi]\nversion = "*"\nextras = ["standard"]'],
    ['requirements.txt', '# the web\nfastapi==0.1\nemail-validator==2.1  # addresses\n'],
    ['requirements-prod.txt', 'fastapi[standard-no-fastapi-cloud-cli]'],
    ['requirements/base.in', 'pydantic[email,timezone]'],
    ['Pipfile', '[packages]\nemail-validator = "*"'],
    ['Pipfile', '[packages]\nfastapi = {extras = ["all"], version = "*"}'],
    ['Pipfile.lock', '{"default": {"email-validator": {"version": "==2.1"}}}'],
    ['setup.cfg', '[options]\ninstall_requires =\n    fastapi\n    email-validator>=2'],
    ['setup.py', 'setup(install_requires=["fastapi", "email-validator>=2"])'],
    ['uv.lock', 'version = 1\n[[package]]\nname = "email-validator"\nversion = "2.1"'],
    ['poetry.lock', '[[package]]\nname = "email-validator"\nversion = "2.1"'],
  ])('in %s: %s', (name, text) => {
    expect(found(name, text)).toBe(true);
  });

  test('in a file that PowerShell has written', () => {
    const text = new Uint8Array([
      0xff,
      0xfe,
      ...[...'fastapi\r\nemail-validator\r\n'].flatMap((each) => [each.charCodeAt(0), 0]),
    ]);
    const files = { ...inMemory({ '/b/requirements.txt': '' }), bytes: () => text };
    expect(findRequirement(files, '/b', EMAIL_VALIDATOR).isListed).toBe(true);
  });

  test('in the folder above where the backend itself lists nothing', () => {
    const files = inMemory({
      '/repo/pyproject.toml': '[project]\ndependencies = ["email-validator"]',
      '/repo/b/x.py': '',
    });
    expect(findRequirement(files, '/repo/b', EMAIL_VALIDATOR)).toEqual({
      isListed: true,
      files: ['/repo/pyproject.toml'],
    });
  });
});

describe('email-validator is not found', () => {
  test.each([
    ['pyproject.toml', '[project]\nname = "email-validator"\ndependencies = ["fastapi", "pydantic"]'],
    ['pyproject.toml', '[project]\ndependencies = ["email-validator-extra"]'],
    ['pyproject.toml', '[tool.other]\nlist = ["email-validator"]'],
    ['pyproject.toml', 'this is = = no TOML email-validator'],
    ['requirements.txt', 'fastapi\n# email-validator\n'],
    ['requirements.txt', 'my-email-validator\nfastapi[email]'],
    ['notes.txt', 'email-validator'],
    ['poetry.lock', '[[package]]\nname = "pydantic"\n\n[package.extras]\nemail = ["email-validator (>=2.0.0)"]'],
    [
      'uv.lock',
      '[[package]]\nname = "pydantic"\n\n[package.optional-dependencies]\nemail = [{ name = "email-validator" }]',
    ],
  ])('in %s: %s', (name, text) => {
    expect(found(name, text)).toBe(false);
  });

  test('above a backend that lists what it needs', () => {
    const files = inMemory({
      '/repo/requirements.txt': 'email-validator',
      '/repo/b/requirements.txt': 'fastapi',
    });
    expect(findRequirement(files, '/repo/b', EMAIL_VALIDATOR)).toEqual({
      isListed: false,
      files: ['/repo/b/requirements.txt'],
    });
  });
});
