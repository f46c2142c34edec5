-- Changing perimeters in the database, with psql or QGIS, through the view
-- maillage.perimeters. The first change of a transaction makes a draft: a new
-- generation whose network and sources are copies. At commit the draft is checked,
-- sealed and put in service, or the commit fails. The generation before stays.

-- +goose Up
-- The draft of a transaction; another's is never seen, for it is gone at commit.
create table maillage.draft (
	generation bigint primary key references maillage.generation
);

-- What the views show: the draft of this transaction, or what is in service.
create function maillage.shown_generation() returns bigint stable language sql
	return coalesce((select generation from maillage.draft), maillage.active_generation());
create function maillage.shown_part(of maillage.part_kind, named text default '') returns bigint stable language sql
	return (select part from maillage.generation_part where generation = maillage.shown_generation() and kind = of and layer = named);

create view maillage.perimeters as
	select p.id, p.centre, c.name as centre_name, p.valid_from, p.valid_to, p.valid, p.valid_from_precision, p.valid_to_precision,
		array(select u.level || ':' || u.code from maillage.perimeter_unit u
			where u.part = p.part and u.perimeter = p.id order by u.position) as units,
		p.scope, p.confidence, p.sourced, p.sources, p.attested, p.act, p.agreed_with, p.note, p.drawn
	from maillage.perimeter p join maillage.centre c on c.part = p.part and c.id = p.centre
	where p.part = maillage.shown_part('network');
comment on view maillage.perimeters is
	'Every perimeter of the generation in service. Insert, update and delete here make a new generation at commit. Dates are as published: 2017-03-16, 2017-03, 2017, 2014/2015, or empty; units are level:code, as department:67.';

-- +goose StatementBegin
create function maillage.copy_network(from_part bigint) returns bigint language plpgsql as $$
declare
	made bigint;
begin
	insert into maillage.part (kind) values ('network') returning key into made;
	insert into maillage.centre (part, id, position, name, named, acronym, former_names, seat, legal_form, website, founded, closed,
			status, unknowns, unverified)
		select made, id, position, name, named, acronym, former_names, seat, legal_form, website, founded, closed, status, unknowns, unverified
		from maillage.centre where part = from_part;
	insert into maillage.perimeter (part, id, centre, position, valid_from, valid_to, drawn, scope, act, sources, sourced, confidence,
			attested, agreed_with, note)
		select made, id, centre, position, valid_from, valid_to, drawn, scope, act, sources, sourced, confidence, attested, agreed_with, note
		from maillage.perimeter where part = from_part;
	insert into maillage.perimeter_unit (part, perimeter, position, level, code)
		select made, perimeter, position, level, code from maillage.perimeter_unit where part = from_part;
	return made;
end $$;

-- The manifest goes on saying where everything comes from: that perimeters were
-- changed here, and on which day, is a note of their source.
create function maillage.copy_sources(from_part bigint) returns bigint language plpgsql as $$
declare
	made bigint;
	said text := 'perimeters changed in the database on ' || to_char(now() at time zone 'Europe/Paris', 'YYYY-MM-DD');
begin
	insert into maillage.part (kind) values ('sources') returning key into made;
	insert into maillage.source (part, layer, position, id, title, publisher, package, version, vintage, licence, url, credit, file, sha256,
			counts, populations, approximate, accuracy_m, accuracy_basis, resolution_m, notes)
		select made, layer, position, id, title, publisher, package, version, vintage, licence, url, credit, file, sha256, counts,
			populations, approximate, accuracy_m, accuracy_basis, resolution_m,
			case when layer = '' and id in ('centres', 'perimeters') and not said = any (coalesce(notes, '{}'))
				then notes || said else notes end
		from maillage.source where part = from_part;
	return made;
end $$;

-- draft_network is the network that this transaction may change.
create function maillage.draft_network() returns bigint language plpgsql as $$
declare
	made bigint := (select generation from maillage.draft);
	base bigint;
begin
	if made is null then
		perform maillage.take_turn();
		base := maillage.active_generation();
		if base is null then
			raise exception 'no generation is in service' using errcode = 'object_not_in_prerequisite_state',
				hint = 'maillage import with --activate makes the first';
		end if;
		insert into maillage.generation (edited, forked_from, note)
			values (true, base, 'perimeters changed in the database') returning key into made;
		insert into maillage.generation_part (generation, kind, layer, position, part)
			select made, kind, layer, position, case kind when 'network' then maillage.copy_network(part)
				when 'sources' then maillage.copy_sources(part) else part end
			from maillage.generation_part where generation = base;
		insert into maillage.draft values (made);
	end if;
	return (select part from maillage.generation_part where generation = made and kind = 'network');
end $$;

create function maillage.close_draft() returns trigger language plpgsql
	security definer set search_path = pg_catalog, pg_temp as $$
begin
	delete from maillage.draft where generation = new.generation;
	perform maillage.seal(new.generation);
	perform maillage.put_in_service(new.generation, 'edit', (select activation from maillage.active));
	return null;
end $$;
create constraint trigger close after insert on maillage.draft deferrable initially deferred
	for each row execute function maillage.close_draft();

create function maillage.put_units(network bigint, of text, units text[]) returns void language plpgsql as $$
declare
	wrong text := (select u from unnest(units) u where u is null or u !~ '^(region|region-2015|department|collectivity|epci|commune):' limit 1);
begin
	if array_position(units, null) is not null or wrong is not null then
		raise exception 'unit "%": want level:code, as department:67 or commune:67482', wrong using errcode = 'check_violation';
	end if;
	delete from maillage.perimeter_unit where part = network and perimeter = of;
	insert into maillage.perimeter_unit (part, perimeter, position, level, code)
		select network, of, row_number() over (order by level, code collate "C") - 1, level, code
		from (select split_part(u, ':', 1)::maillage.level as level, substr(u, strpos(u, ':') + 1) as code from unnest(units) u) t;
end $$;

create function maillage.change_perimeter() returns trigger language plpgsql
	security definer set search_path = pg_catalog, pg_temp as $$
declare
	network bigint := maillage.draft_network();
	found maillage.perimeters;
begin
	if tg_op <> 'INSERT' then
		select * into found from maillage.perimeters where id = old.id;
		if found is distinct from old then
			raise exception 'perimeter % was changed meanwhile: read it again', old.id using errcode = 'serialization_failure';
		end if;
	end if;
	case tg_op
	when 'DELETE' then
		delete from maillage.perimeter where part = network and id = old.id;
		return old;
	when 'UPDATE' then
		if (new.id, new.centre) is distinct from (old.id, old.centre) then
			raise exception 'perimeter %: its id and its centre stay: insert another', old.id using errcode = 'check_violation';
		end if;
		update maillage.perimeter set valid_from = new.valid_from, valid_to = new.valid_to, drawn = new.drawn, scope = new.scope,
			act = new.act, sources = new.sources, sourced = new.sourced, confidence = new.confidence, attested = new.attested,
			agreed_with = new.agreed_with, note = new.note
			where part = network and id = old.id;
	when 'INSERT' then
		-- The next rank of its centre, where no id is given.
		new.id := coalesce(new.id, new.centre || '-' || (select 1 + coalesce(max(substr(id, length(centre) + 2)::int), 0)
			from maillage.perimeter where part = network and centre = new.centre and substr(id, length(centre) + 2) ~ '^\d{1,8}$'));
		insert into maillage.perimeter (part, id, centre, position, valid_from, valid_to, drawn, scope, act, sources, sourced, confidence,
				attested, agreed_with, note)
			values (network, new.id, new.centre,
				(select 1 + coalesce(max(position), -1) from maillage.perimeter where part = network and centre = new.centre),
				coalesce(new.valid_from, ''), coalesce(new.valid_to, ''), new.drawn, coalesce(new.scope, 'policy'), coalesce(new.act, ''),
				new.sources, coalesce(new.sourced, cardinality(new.sources) > 0, false), new.confidence, coalesce(new.attested, ''),
				new.agreed_with, coalesce(new.note, ''));
	end case;
	if tg_op = 'INSERT' or new.units is distinct from old.units then
		perform maillage.put_units(network, new.id, new.units);
	end if;
	return new;
end $$;
-- +goose StatementEnd

create trigger change instead of insert or update or delete on maillage.perimeters
	for each row execute function maillage.change_perimeter();
