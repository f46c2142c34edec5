-- The rows of each kind of part. Every value is kept as its source has it.

-- +goose Up
create type maillage.level as enum ('region', 'region-2015', 'department', 'collectivity', 'epci', 'commune');
create type maillage.confidence as enum ('low', 'medium', 'high');
create type maillage.scope as enum ('policy', 'outside-policy');

-- INSEE codes and SIREN numbers, and the codes of NUTS and LAU elsewhere.
create domain maillage.code as text check (value ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$');
-- Addresses are made of the ids of centres and perimeters.
create domain maillage.slug as text check (value ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$');
-- A day, a month, a year or a pair of years, as published; '' where unknown.
create domain maillage.published_date as text check (value ~ '^(\d{4}(-\d\d(-\d\d)?)?|\d{4}/\d{4})?$');

-- Bodies are bound when they are made: what they mean never hangs on the search
-- path of who calls them.

-- The first and the last day that a published date may stand for, null where it
-- is unknown; a day that does not exist is refused.
create function maillage.first_day(published text) returns date immutable strict parallel safe language sql
	return case when published = '' then null else make_date(
		substr(published, 1, 4)::int,
		case when published like '____-__%' then substr(published, 6, 2)::int else 1 end,
		case when published like '____-__-__' then substr(published, 9, 2)::int else 1 end) end;
create function maillage.last_day(published text) returns date immutable strict parallel safe language sql
	return case
		when published = '' then null
		when published like '____-__-__' then maillage.first_day(published)
		when published like '____-__' then (maillage.first_day(published) + interval '1 month')::date - 1
		else make_date(right(published, 4)::int, 12, 31) end;
create function maillage.precision_of(published text) returns text immutable strict parallel safe language sql
	return case length(published) when 0 then 'unknown' when 4 then 'year' when 7 then 'month'
		else case when published like '%/%' then 'span' else 'day' end end;

-- The days on which a perimeter may hold, both ends included, a month or a year
-- taken whole, an unknown end open.
-- +goose StatementBegin
create function maillage.validity(valid_from text, valid_to text) returns daterange immutable parallel safe language plpgsql as $$
begin
	if maillage.first_day(valid_from) > maillage.last_day(valid_to) then
		raise exception 'a perimeter ends (%) before it starts (%): correct one of the dates', valid_to, valid_from
			using errcode = 'check_violation';
	end if;
	return daterange(maillage.first_day(valid_from), maillage.last_day(valid_to), '[]');
end $$;
-- +goose StatementEnd

create function maillage.flaw(geom geometry) returns text immutable strict parallel safe language sql
	return case when not ST_IsValid(geom) then ST_IsValidReason(geom) end;
create function maillage.on_earth(geom geometry) returns boolean immutable strict parallel safe language sql
	return ST_IsEmpty(geom) or ST_XMin(geom) >= -180 and ST_XMax(geom) <= 180 and ST_YMin(geom) >= -90 and ST_YMax(geom) <= 90;

create table maillage.boundary (
	part bigint not null references maillage.part,
	position integer not null check (position >= 0),
	code maillage.code not null,
	name text not null,
	geom geometry(MultiPolygon, 4326), -- null: a unit without ground
	-- What PostGIS holds against the ground; null where it is valid.
	flaw text generated always as (maillage.flaw(geom)) stored,
	primary key (part, code),
	unique (part, position),
	check (maillage.on_earth(geom))
);
create index boundary_geom on maillage.boundary using gist (geom);

create table maillage.unit (
	part bigint not null references maillage.part,
	level maillage.level not null,
	code maillage.code not null,
	position integer not null,
	name text not null,
	department text not null,
	region text not null,
	region_2015 text not null,
	epci text not null,
	population bigint check (population >= 0), -- null: unknown
	primary key (part, level, code)
);

create table maillage.successor (
	part bigint not null references maillage.part,
	former maillage.code not null,
	current maillage.code not null check (current <> former),
	primary key (part, former)
);

create table maillage.neighbourhood (
	part bigint not null references maillage.part,
	geography text not null check (geography in ('2015', '2024')),
	code maillage.code not null,
	position integer not null,
	name text not null,
	communes text[],
	codes text[],
	department text not null,
	region text not null,
	region_2015 text not null,
	epci text not null,
	population bigint check (population >= 0),
	population_later bigint check (population_later >= 0),
	point geometry(Point, 4326) check (maillage.on_earth(point)),
	primary key (part, geography, code)
);

create table maillage.contract (
	part bigint not null references maillage.part,
	position integer not null,
	code maillage.code not null,
	name text not null,
	level maillage.level not null,
	territory text not null,
	departments text[],
	population bigint check (population >= 0),
	point geometry(Point, 4326) check (maillage.on_earth(point)),
	primary key (part, position)
);

create table maillage.centre (
	part bigint not null references maillage.part,
	id maillage.slug not null,
	position integer not null,
	name text not null,
	named boolean not null,
	acronym text not null,
	former_names text[],
	seat text not null,
	legal_form text not null,
	website text not null,
	founded text not null,
	closed text not null,
	status text not null,
	unknowns text[],
	unverified text[],
	primary key (part, id)
);

create table maillage.perimeter (
	part bigint not null references maillage.part,
	id maillage.slug not null,
	centre maillage.slug not null,
	position integer not null, -- in the record of its centre
	valid_from maillage.published_date not null,
	valid_to maillage.published_date not null,
	valid daterange not null generated always as (maillage.validity(valid_from, valid_to)) stored,
	valid_from_precision text not null generated always as (maillage.precision_of(valid_from)) stored,
	valid_to_precision text not null generated always as (maillage.precision_of(valid_to)) stored,
	drawn geometry(MultiPolygon, 4326),
	scope maillage.scope not null,
	act text not null,
	sources text[],
	sourced boolean not null,
	confidence maillage.confidence not null,
	attested maillage.published_date not null,
	agreed_with text[],
	note text not null,
	primary key (part, id),
	unique (part, centre, position),
	foreign key (part, centre) references maillage.centre (part, id),
	check (not isempty(valid)),
	check (ST_IsValid(drawn)),
	check (maillage.on_earth(drawn)),
	check (not centre = any (agreed_with))
);
create index perimeter_valid on maillage.perimeter using gist (valid);

create table maillage.perimeter_unit (
	part bigint not null,
	perimeter maillage.slug not null,
	position integer not null,
	level maillage.level not null,
	code maillage.code not null,
	primary key (part, perimeter, level, code),
	foreign key (part, perimeter) references maillage.perimeter (part, id) on delete cascade
);

-- What is published about the network as a whole: its size, or shares.
create table maillage.published (
	part bigint not null references maillage.part,
	list text not null check (list in ('sizes', 'claims')),
	position integer not null,
	date maillage.published_date not null,
	count bigint,
	share double precision not null,
	unit text not null,
	source text not null,
	confidence text not null,
	note text not null,
	primary key (part, list, position)
);

-- The manifest, and the source of each layer of boundaries.
create table maillage.source (
	part bigint not null references maillage.part,
	layer text not null default '', -- '': a row of the manifest
	position integer not null,
	id text not null,
	title text not null,
	publisher text not null,
	package text not null,
	version text not null,
	vintage text not null,
	licence text not null,
	url text not null,
	credit text not null,
	file text not null,
	sha256 text not null,
	counts jsonb,
	populations text not null,
	approximate boolean not null,
	accuracy_m double precision,
	accuracy_basis text not null,
	resolution_m double precision not null,
	notes text[],
	primary key (part, layer, position)
);

-- The rows of a sealed part stay the same.
-- +goose StatementBegin
create function maillage.refuse_sealed_part() returns trigger language plpgsql as $$
declare
	touched bigint := case tg_op when 'INSERT' then new.part else old.part end;
begin
	if exists (select from maillage.part where key = touched and sealed)
		or tg_op = 'UPDATE' and new.part <> old.part then
		raise exception '% of maillage.%: part % is sealed', tg_op, tg_table_name, touched
			using errcode = 'object_not_in_prerequisite_state',
				hint = 'change perimeters through the view maillage.perimeters; bring other data with maillage import';
	end if;
	return case tg_op when 'DELETE' then old else new end;
end $$;

do $$
declare
	name text;
begin
	foreach name in array array['boundary', 'unit', 'successor', 'neighbourhood', 'contract', 'centre', 'perimeter',
		'perimeter_unit', 'published', 'source'] loop
		execute format('create trigger sealed before insert or update or delete on maillage.%I
			for each row execute function maillage.refuse_sealed_part()', name);
		execute format('create trigger kept before truncate on maillage.%I
			for each statement execute function maillage.refuse_change()', name);
	end loop;
end $$;
-- +goose StatementEnd

-- level_of is the level of a layer of boundaries; null for what is no tier of units.
create function maillage.level_of(layer text) returns maillage.level immutable strict parallel safe language sql
	return case layer when 'regions' then 'region' when 'regions-2015' then 'region-2015' when 'departments' then 'department'
		when 'collectivities' then 'collectivity' when 'epci' then 'epci' when 'communes' then 'commune' end::maillage.level;

-- unknown_units are the units that perimeters of a generation name and that
-- nothing in it knows: neither the catalogue nor a layer of boundaries.
create function maillage.unknown_units(of bigint) returns table (perimeter text, level maillage.level, code text)
language sql stable as $$
	with p as (select kind, layer, part from maillage.generation_part where generation = of)
	select u.perimeter, u.level, u.code
	from maillage.perimeter_unit u join p on p.kind = 'network' and p.part = u.part
	where not exists (select from maillage.unit c join p on p.kind = 'catalogue' and p.part = c.part
			where c.level = u.level and c.code = u.code)
		and not exists (select from maillage.successor s join p on p.kind = 'catalogue' and p.part = s.part
			where u.level = 'commune' and s.former = u.code)
		and not exists (select from maillage.boundary b join p on p.kind = 'boundaries' and p.part = b.part
			where maillage.level_of(p.layer) = u.level and b.code = u.code)
$$;

-- The tiers of units that no layer gives, dissolved from the finest layer there
-- is by code: for those who look at the tables. Programs dissolve by themselves.
create table maillage.dissolved (
	base bigint not null references maillage.part,
	catalogue bigint not null references maillage.part,
	level maillage.level not null,
	code maillage.code not null,
	geom geometry(MultiPolygon, 4326) not null,
	primary key (base, catalogue, level, code)
);
create index dissolved_geom on maillage.dissolved using gist (geom);

-- sound is ground that can be overlaid, whatever its flaw.
create function maillage.sound(geom geometry, flaw text) returns geometry immutable parallel safe language sql
	return case when flaw is null then geom else ST_CollectionExtract(ST_MakeValid(geom), 3) end;

-- member is a boundary with the codes of what contains it.
create type maillage.member as (department text, region text, region_2015 text, epci text, geom geometry);

-- members lists the boundaries of a layer of communes or departments with the
-- codes of what contains them, by the catalogue. A commune that is no more has the
-- EPCI of the one that took it over, and the department that its code begins with.
-- +goose StatementBegin
create function maillage.members(base bigint, of maillage.level, list bigint) returns setof maillage.member stable language sql begin atomic
	select d.code::text, d.region, d.region_2015, coalesce(c.epci, ''), maillage.sound(b.geom, b.flaw)
	from maillage.boundary b
	left join maillage.unit own on of = 'commune' and own.part = list and own.level = 'commune' and own.code = b.code
	left join maillage.successor s on s.part = list and s.former = b.code
	left join maillage.unit c on of = 'commune' and c.part = list and c.level = 'commune' and c.code = coalesce(s.current, b.code)
	join maillage.unit d on d.part = list and d.level in ('department', 'collectivity')
		and d.code = case of when 'commune'
			then coalesce(own.department, left(b.code, case when b.code ~ '^9[78]' then 3 else 2 end)) else b.code end
	where b.part = base and not ST_IsEmpty(b.geom);
end;
-- +goose StatementEnd

-- dissolve is for whoever saves a new layer or a new catalogue; a change of
-- perimeters has neither.
-- +goose StatementBegin
create function maillage.dissolve(made bigint) returns void language plpgsql set search_path from current as $$
declare
	list bigint := (select part from maillage.generation_part where generation = made and kind = 'catalogue');
	finest record;
begin
	select part, maillage.level_of(layer) as level into finest from maillage.generation_part
		where generation = made and layer in ('communes', 'departments') order by layer limit 1;
	if not found or exists (select from maillage.dissolved where base = finest.part and catalogue = list) then
		return;
	end if;
	if finest.level = 'commune' then
		insert into maillage.dissolved (base, catalogue, level, code, geom)
			select finest.part, list, 'epci', epci, ST_Multi(ST_Union(geom)) from maillage.members(finest.part, finest.level, list)
			where epci <> '' group by epci
			union all
			select finest.part, list, d.level, d.code, ST_Multi(ST_Union(m.geom))
			from maillage.members(finest.part, finest.level, list) m
			join maillage.unit d on d.part = list and d.level in ('department', 'collectivity') and d.code = m.department
			group by d.level, d.code;
	end if;
	insert into maillage.dissolved (base, catalogue, level, code, geom)
		select finest.part, list, tier.level, tier.code, ST_Multi(ST_Union(m.geom))
		from (select d.region, d.region_2015, x.geom from maillage.dissolved x
				join maillage.unit d on d.part = list and d.level = x.level and d.code = x.code
				where x.base = finest.part and x.catalogue = list and x.level = 'department'
			union all
			select region, region_2015, geom from maillage.members(finest.part, finest.level, list) where finest.level = 'department') m,
			lateral (values ('region'::maillage.level, m.region), ('region-2015', m.region_2015)) tier (level, code)
		where tier.code <> '' group by tier.level, tier.code;
end $$;
-- +goose StatementEnd

-- seal checks what takes the whole generation to check, and closes it.
-- +goose StatementBegin
create function maillage.seal(made bigint) returns void language plpgsql as $$
declare
	wrong record;
begin
	select * into wrong from maillage.unknown_units(made) limit 1;
	if found then
		raise exception 'perimeter %: the catalogue has no % "%"', wrong.perimeter, wrong.level, wrong.code
			using errcode = 'foreign_key_violation';
	end if;
	select p.id, other into wrong
		from maillage.generation_part g join maillage.perimeter p on p.part = g.part, unnest(p.agreed_with) other
		where g.generation = made and g.kind = 'network'
			and not exists (select from maillage.centre c where c.part = g.part and c.id = other) limit 1;
	if found then
		raise exception 'perimeter %: agreed_with names "%": want the id of another centre', wrong.id, wrong.other
			using errcode = 'foreign_key_violation';
	end if;
	select p.id into wrong
		from maillage.generation_part g join maillage.perimeter p on p.part = g.part
		where g.generation = made and g.kind = 'network' and p.drawn is null
			and not exists (select from maillage.perimeter_unit u where u.part = p.part and u.perimeter = p.id) limit 1;
	if found then
		raise exception 'perimeter % covers nothing: list its units, or draw its ground', wrong.id using errcode = 'check_violation';
	end if;
	update maillage.part set sealed = true
		where not sealed and key in (select part from maillage.generation_part where generation = made);
	update maillage.generation set sealed = true where key = made;
end $$;
-- +goose StatementEnd
