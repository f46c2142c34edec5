-- Generations, the parts they are made of, and which one is in service.
--
-- A part is immutable once sealed, and known by the hash of its rows, so that
-- the 35,000 communes of ten generations are stored once. A generation lists
-- its parts. Nothing sealed is ever changed: a change is a new generation.

-- +goose Up
create extension if not exists postgis;

comment on schema maillage is 'Generations of maillage. Look at the views (plural names); the tables (singular) hold every generation.';

create type maillage.part_kind as enum
	('boundaries', 'catalogue', 'neighbourhoods', 'contracts', 'network', 'published', 'sources');
create domain maillage.sha256 as text check (value ~ '^[0-9a-f]{64}$');

create table maillage.part (
	key bigint generated always as identity primary key,
	kind maillage.part_kind not null,
	hash maillage.sha256, -- null: changed in the database, by its views
	-- What rows cannot tell: which lists exist although they are empty.
	shape jsonb not null default '{}',
	sealed boolean not null default false,
	unique (kind, hash),
	unique (key, kind)
);

create table maillage.generation (
	key bigint generated always as identity primary key,
	-- Null until a program has read it: both are worked out from its content.
	id text check (id ~ '^[0-9a-f]{16}$'),
	fingerprint maillage.sha256,
	created timestamptz not null default clock_timestamp(),
	made_by text not null default session_user,
	note text not null default '',
	base text not null default '' check (base ~ '^([0-9a-f]{16})?$'), -- as told by who saved it
	forked_from bigint references maillage.generation, -- where it was made in the database
	-- Changed through the views, rather than saved whole by a program.
	edited boolean not null default false,
	sealed boolean not null default false,
	check ((id is null) = (fingerprint is null)),
	check (id is not null or edited),
	check (edited = (forked_from is not null))
);
create unique index generation_saved on maillage.generation (fingerprint) where not edited;
create index generation_id on maillage.generation (id text_pattern_ops);

create table maillage.generation_part (
	generation bigint not null references maillage.generation,
	kind maillage.part_kind not null,
	layer text not null default '', -- of boundaries alone
	position integer not null,
	part bigint not null,
	primary key (generation, kind, layer),
	unique (generation, position),
	foreign key (part, kind) references maillage.part (key, kind),
	check ((kind = 'boundaries') = (layer <> ''))
);
create index generation_part_part on maillage.generation_part (part);

-- What was put in service, when and by whom; never changed.
create table maillage.activation (
	key bigint generated always as identity primary key,
	generation bigint not null references maillage.generation,
	at timestamptz not null default clock_timestamp(),
	made_by text not null default session_user,
	action text not null check (action in ('activate', 'rollback', 'edit')),
	-- The activation that a rollback returns to.
	under bigint references maillage.activation
);

-- At most one row: what is in service.
create table maillage.active (
	singleton boolean primary key default true check (singleton),
	activation bigint not null references maillage.activation
);

-- +goose StatementBegin
create function maillage.refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% of maillage.%: what is recorded there is never changed', tg_op, tg_table_name
		using errcode = 'object_not_in_prerequisite_state',
			hint = 'change perimeters through the view maillage.perimeters; bring other data with maillage import';
end $$;
-- +goose StatementEnd

-- What is sealed stays; a generation may still learn the name of its content.
-- +goose StatementBegin
create function maillage.refuse_sealed_row() returns trigger language plpgsql as $$
begin
	if not old.sealed then
		return case tg_op when 'DELETE' then old else new end;
	end if;
	if tg_table_name = 'generation' and tg_op = 'UPDATE' then
		if old.id is null then
			old.id := new.id;
			old.fingerprint := new.fingerprint;
		end if;
	end if;
	if tg_op = 'UPDATE' and old is not distinct from new then
		return new;
	end if;
	raise exception '% % is sealed', tg_table_name, old.key
		using errcode = 'object_not_in_prerequisite_state',
			hint = 'change perimeters through the view maillage.perimeters; bring other data with maillage import';
end $$;
-- +goose StatementEnd

create trigger sealed before update or delete on maillage.part
	for each row execute function maillage.refuse_sealed_row();
create trigger sealed before update or delete on maillage.generation
	for each row execute function maillage.refuse_sealed_row();
create trigger recorded before update or delete or truncate on maillage.activation
	for each statement execute function maillage.refuse_change();
create trigger kept before truncate on maillage.part
	for each statement execute function maillage.refuse_change();
create trigger kept before truncate on maillage.generation
	for each statement execute function maillage.refuse_change();

-- The parts of a sealed generation stay the same.
-- +goose StatementBegin
create function maillage.refuse_sealed_generation() returns trigger language plpgsql as $$
begin
	if exists (select from maillage.generation g
		where g.sealed and g.key in (case when tg_op <> 'INSERT' then old.generation end, case when tg_op <> 'DELETE' then new.generation end)) then
		raise exception 'the parts of a sealed generation cannot change' using errcode = 'object_not_in_prerequisite_state';
	end if;
	return case tg_op when 'DELETE' then old else new end;
end $$;
-- +goose StatementEnd
create trigger sealed before insert or update or delete on maillage.generation_part
	for each row execute function maillage.refuse_sealed_generation();
create trigger kept before truncate on maillage.generation_part
	for each statement execute function maillage.refuse_change();

-- Every replica hears of what is put in service once it is committed.
-- +goose StatementBegin
create function maillage.tell() returns trigger language plpgsql as $$
begin
	perform pg_notify('maillage', new.activation::text);
	return null;
end $$;
-- +goose StatementEnd
create trigger tell after insert or update on maillage.active
	for each row execute function maillage.tell();

-- What is in service changes one transaction after the other.
create function maillage.take_turn() returns void language sql
	return pg_advisory_xact_lock(x'6d61696c6c616765'::bigint);

create function maillage.active_generation() returns bigint language sql stable
	return (select generation from maillage.active join maillage.activation a on a.key = activation);

-- put_in_service records an activation and makes it the one in service.
-- +goose StatementBegin
create function maillage.put_in_service(wanted bigint, how text, goes_under bigint) returns void language plpgsql as $$
declare
	activated bigint;
begin
	if not exists (select from maillage.generation where key = wanted and sealed) then
		raise exception 'generation % is not complete', wanted using errcode = 'object_not_in_prerequisite_state';
	end if;
	insert into maillage.activation (generation, action, under) values (wanted, how, goes_under) returning key into activated;
	insert into maillage.active (activation) values (activated)
		on conflict (singleton) do update set activation = excluded.activation;
end $$;
-- +goose StatementEnd

-- find_generation is the generation of an id, or of a prefix of 6 digits or more.
-- +goose StatementBegin
create function maillage.find_generation(wanted text) returns bigint language plpgsql stable as $$
declare
	ids text[];
begin
	if wanted !~ '^[0-9a-f]{6,16}$' then
		raise exception 'generation "%": want its id, or the first 6 of its hexadecimal digits or more', wanted
			using errcode = 'no_data_found';
	end if;
	select array_agg(distinct id) into ids from maillage.generation where sealed and id like wanted || '%';
	if ids is null then
		raise exception 'no generation "%"', wanted
			using errcode = 'no_data_found', hint = 'select * from maillage.generations';
	elsif cardinality(ids) > 1 then
		raise exception '% generations begin with "%": give more of the id', cardinality(ids), wanted
			using errcode = 'cardinality_violation';
	end if;
	return (select key from maillage.generation where sealed and id = ids[1] order by edited, key limit 1);
end $$;
-- +goose StatementEnd

-- activate puts a generation in service and returns its id; select maillage.activate('4f1c22').
-- +goose StatementBegin
create function maillage.activate(wanted text) returns text language plpgsql
	security definer set search_path = pg_catalog, pg_temp as $$
declare
	found bigint := maillage.find_generation(wanted);
	said text := (select id from maillage.generation where key = found);
	current maillage.activation;
begin
	perform maillage.take_turn();
	select a.* into current from maillage.active join maillage.activation a on a.key = activation;
	if (select id from maillage.generation where key = current.generation) is distinct from said then
		perform maillage.put_in_service(found, 'activate', current.key);
	end if;
	return said;
end $$;
-- +goose StatementEnd

-- rollback returns to the generation that was in service before, and returns its id.
-- +goose StatementBegin
create function maillage.rollback() returns text language plpgsql
	security definer set search_path = pg_catalog, pg_temp as $$
declare
	before maillage.activation;
begin
	perform maillage.take_turn();
	select a.* into before from maillage.active
		join maillage.activation now on now.key = active.activation
		join maillage.activation a on a.key = now.under;
	if not found then
		raise exception 'nothing was in service before' using errcode = 'no_data_found';
	end if;
	perform maillage.put_in_service(before.generation, 'rollback', before.under);
	return (select id from maillage.generation where key = before.generation);
end $$;
-- +goose StatementEnd

-- Who may read the schema may not change what is in service for all that.
revoke execute on function maillage.activate, maillage.rollback, maillage.put_in_service from public;
