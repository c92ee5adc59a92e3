// Many records by the rows of a model of its own: in every style, from the start and added later; what cannot be filled from keys is refused.
import { describe, expect, test } from '@jest/globals';
import { type Planned, planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const planned = (texts: Texts, draft: Draft): Promise<Planned> =>
  planRun(inMemory(texts), [draft], { columns: undefined });

const KEYS = ['post:ref.Post:ondelete=cascade', 'tag:ref.tags.Tag'];
const JOINING = [...KEYS, 'note:str.80:optional', 'rank:int:default=0', 'made:datetime:default=now'];
const FIELD = 'tags:m2m.tags.Tag:through=Tagging:embed';

type Joining = { readonly fields: readonly string[]; readonly unique?: string };

/** A package with a model and, beside it, what joins that and the tags. */
function posts(fields: readonly string[], { fields: joining, unique = 'post+tag' }: Joining): Draft {
  const main = packageSpec({ package: 'posts', fields });
  const join = packageSpec({ package: 'posts', model: 'Tagging', fields: joining, settings: { unique } });
  const models = [
    { spec: main.model, path: '' },
    { spec: join.model, path: '/taggings' },
  ];
  return draftOf(main, { models });
}

function later(...fields: readonly string[]): Draft {
  const spec = packageSpec({ package: 'posts', model: 'Post', fields });
  return draftOf(spec, { isNew: false, models: [], added: [{ model: 'Post', fields: spec.model.fields }] });
}

async function edited(texts: Texts, draft: Draft): Promise<Texts> {
  const { plan, refusals } = await planned(texts, draft);
  expect(refusals).toBeUndefined();
  return { ...texts, ...changedBy(plan) };
}

const withTags = (texts: Texts): Promise<Texts> =>
  edited(texts, draftOf(packageSpec({ package: 'tags', fields: ['word:str.40'] })));

const reasons = async (texts: Texts, draft: Draft): Promise<readonly string[]> =>
  ((await planned(texts, draft)).refusals ?? []).map(({ id, reason }) => `[${id}] ${reason}`);

const STANDARD = sampleHost('hosts/standard');
const HAND = '/p/backend/app/posts/models.py';
const BY_HAND = `from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base


class Tagging(Base):
    __tablename__ = "post_tag"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True)
    note: Mapped[str | None] = mapped_column(String(80))

    post: Mapped["Post"] = relationship(back_populates="taggings")
`;

/** A package with its models as they are written for a association object by hand. */
async function byHand(change: (text: string) => string): Promise<Texts> {
  const made = await edited(
    await withTags(STANDARD),
    draftOf(packageSpec({ package: 'posts', fields: ['title:str.40'] })),
  );
  const own = '    taggings: Mapped[list["Tagging"]] = relationship(back_populates="post")\n';
  const model = (made[HAND] ?? '').slice((made[HAND] ?? '').indexOf('class Post'));
  return { ...made, [HAND]: `${change(BY_HAND)}\n\n${model}\n${own}` };
}

describe('many records by the rows of a model', () => {
  const styles = 'column-functions layered-async one-file paged-dicts sqlmodel';

  test.each(styles.split(' '))('are the same in the style %s whether they were there from the start', async (name) => {
    const host = await withTags(sampleHost(`styles/${name}`));
    const from = await edited(host, posts(['title:str.40', FIELD], { fields: JOINING }));
    const added = await edited(await edited(host, posts(['title:str.40'], { fields: JOINING })), later(FIELD));

    const different = Object.keys(from).filter((path) => from[path] !== added[path]);
    expect(different.map((path) => [path, added[path]])).toEqual(different.map((path) => [path, from[path]]));
    expect((await planned(added, later(FIELD))).plan?.changes).toEqual([]);
  });

  test('keep the rows of those that stay', async () => {
    const fields = JOINING.map((each) => each.replace(/^post:.*/, '$&:back=taggings'));
    const text = (await edited(await withTags(STANDARD), posts(['title:str.40', FIELD], { fields })))[HAND];

    expect(text).toContain('    @tag_ids.setter\n    def tag_ids(self, tag_ids: Iterable[int]) -> None:\n');
    expect(text).toContain('        tag_links = {link.tag_id: link for link in self.tag_links}\n');
    expect(text).toContain('tag_links.get(tag_id) or Tagging(tag_id=tag_id) for tag_id in tag_ids\n');
    expect(text).toContain('overlaps="post,taggings"');
    expect(text).not.toContain('class PostTag');
  });

  test('come by an association object that was written by hand', async () => {
    const texts = await edited(await byHand((text) => text), later(FIELD));

    expect(texts[HAND]).toContain('secondary="post_tag"');
    expect(texts[HAND]).toContain('overlaps="post,taggings"');
  });

  test('of one kind are told by the name of the column that leads to them', async () => {
    const fields = ['follower:ref.Post:ondelete=cascade', 'followed:ref.Post:ondelete=cascade'];
    const asked = posts(['title:str.40', 'followeds:m2m.Post:through=Tagging:back=fans'], {
      fields,
      unique: 'follower+followed',
    });
    const text = (await edited(STANDARD, asked))[HAND] ?? '';

    expect(text).toContain('foreign_keys="Tagging.follower_id"');
    expect(text).toContain('return [link.followed_id for link in self.followed_links]');
    expect(text).toContain('primaryjoin="Post.id == Tagging.followed_id"');
  });

  test.each<[string, Joining]>([
    [
      '[through-required] tags: through=Tagging: A row of Tagging needs note, place, which keys do not say.',
      { fields: [...KEYS, 'note:str.80', 'place:int'] },
    ],
    [
      '[through-twice] tags: through=Tagging: Tagging may join a post and the same Tag by several rows, and keys do not say which.',
      { fields: [...KEYS, 'year:int:optional'], unique: 'post+year' },
    ],
    [
      '[through-keys] tags: through=Tagging: Tagging has no foreign key to the key of Post.',
      { fields: ['name:str:optional', 'tag:ref.tags.Tag'], unique: 'name+tag' },
    ],
    [
      '[through-keys] tags: through=Tagging: Tagging has no foreign key to the key of Tag.',
      { fields: ['name:str:optional', KEYS[0] ?? ''], unique: 'name+post' },
    ],
    [
      '[through-keys] tags: through=Tagging: Which column of Tagging leads where is not clear: first_id, second_id, post_id.',
      { fields: [KEYS[0] ?? '', 'first:ref.tags.Tag', 'second:ref.tags.Tag:optional'], unique: 'post+first' },
    ],
    [
      '[through-unique] tags: through=Tagging: Tagging is unique in rank, so two rows cannot both have what keys say.',
      { fields: [...KEYS, 'rank:int:unique:default=0'] },
    ],
  ])('%s', async (reason, joining) => {
    expect(await reasons(await withTags(STANDARD), posts(['title:str.40', FIELD], joining))).toContain(reason);
  });

  test.each<[string, (text: string) => string]>([
    [
      '[through-required] tags: through=Tagging: A row of Tagging needs note, which keys do not say.',
      (text) => text.replace('str | None', 'str'),
    ],
    [
      '[through-twice] tags: through=Tagging: Tagging may join a post and the same Tag by several rows, and keys do not say which.',
      (text) =>
        text
          .replace(
            'post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)',
            'id: Mapped[int] = mapped_column(primary_key=True)\n    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))',
          )
          .replace('ForeignKey("tags.id"), primary_key=True', 'ForeignKey("tags.id")'),
    ],
    [
      '[through-marked] tags: through=Tagging: Tagging has is_deleted: rows that are marked as deleted would join both all the same.',
      (text) => text.replace('    note:', '    is_deleted: Mapped[bool] = mapped_column(default=False)\n    note:'),
    ],
    [
      '[through-made] tags: through=Tagging: Tagging has an __init__ of its own, so no row is made from a key.',
      (text) => `${text}\n    def __init__(self, post: "Post") -> None:\n        self.post = post\n`,
    ],
    [
      '[through-keys] tags: through=Tagging: Tagging has no foreign key to the key of Tag.',
      (text) => text.replace('tags.id', 'tags.word'),
    ],
  ])('%s (by hand)', async (reason, change) => {
    expect(await reasons(await byHand(change), later(FIELD))).toEqual([reason]);
  });

  test('are refused where the model would be imported in a circle, and where models are dataclasses', async () => {
    const texts = await byHand((text) => text);
    const [own = '', ...rest] = (texts[HAND] ?? '').split('\n\n\nclass Post');
    const apart = own.replace(
      'from app.core.db import Base',
      'from app.core.db import Base\nfrom app.posts.models import Post',
    );
    const circle = {
      ...texts,
      [HAND]: `from sqlalchemy import String\nfrom sqlalchemy.orm import Mapped, mapped_column, relationship\n\nfrom app.core.db import Base\n\n\nclass Post${rest.join('')}`,
      '/p/backend/app/joins/__init__.py': '',
      '/p/backend/app/joins/models.py': apart,
    };
    expect(await reasons(circle, later(FIELD))).toEqual([
      '[through-circle] tags: through=Tagging: Post would import Tagging in a circle: app.posts.models → app.joins.models → app.posts.models.',
    ]);
    const dataclasses = await withTags(sampleHost('styles/registry-dataclasses'));
    expect(await reasons(dataclasses, posts(['title:str.40', FIELD], { fields: JOINING }))).toContain(
      '[through-dataclass] tags: through=Tagging: Where models are dataclasses, through is not written.',
    );
  });
});
