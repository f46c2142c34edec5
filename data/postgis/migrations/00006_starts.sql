-- A start that no source gives reaches back neither before its centre was founded
-- nor before the first published start of any perimeter, as everywhere else.

-- +goose Up
create function maillage.first_counted(of_part bigint, of_centre text, valid daterange, valid_to text) returns date stable language sql
	return case when not lower_inf(valid) then lower(valid) else least(
		greatest(
			(select min(lower(q.valid)) from maillage.perimeter q where q.part = of_part and not lower_inf(q.valid)),
			(select case when c.founded ~ '^\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?|/\d{4})?$' then maillage.first_day(c.founded) end
				from maillage.centre c where c.part = of_part and c.id = of_centre)),
		maillage.first_day(valid_to)) end;

-- +goose StatementBegin
create function maillage.holds_on(day date, of_part bigint, of_centre text, valid daterange, valid_to text) returns boolean stable language sql
	return valid @> day and (not lower_inf(valid)
		or day >= coalesce(maillage.first_counted(of_part, of_centre, valid, valid_to), day));
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function maillage.perimeters_on(day date)
	returns table (id text, centre text, centre_name text, valid daterange, scope maillage.scope, confidence maillage.confidence,
		units text[], geom geometry(MultiPolygon, 4326))
	stable language sql begin atomic
	select p.id::text, p.centre::text, p.centre_name, p.valid, p.scope, p.confidence, p.units,
		(select ST_Multi(ST_Union(maillage.sound(whole.geom, whole.flaw))) from (
			select g.geom, g.flaw from maillage.perimeter_unit u join maillage.ground g on g.level = u.level and g.code = u.code
			where u.part = maillage.shown_part('network') and u.perimeter = p.id
			union all select p.drawn, null where p.drawn is not null) whole)
	from maillage.perimeters p where maillage.holds_on(day, maillage.shown_part('network'), p.centre::text, p.valid, p.valid_to::text);
end;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function maillage.coverage_on(day date, min_confidence maillage.confidence default 'medium')
	returns table (code text, name text, covered boolean, centres text[], partly text[], geom geometry(MultiPolygon, 4326))
	stable language sql begin atomic
	select d.code::text, d.name, whole.centres is not null, coalesce(whole.centres, '{}'), coalesce(part.centres, '{}'), g.geom
	from maillage.unit d
	left join maillage.ground g on g.level = d.level and g.code = d.code
	left join lateral (
		select array_agg(distinct p.centre::text order by p.centre::text) as centres
		from maillage.perimeter p join maillage.perimeter_unit u on u.part = p.part and u.perimeter = p.id
		where p.part = maillage.shown_part('network') and maillage.holds_on(day, p.part, p.centre::text, p.valid, p.valid_to::text) and p.scope = 'policy' and p.confidence >= min_confidence
			and (u.level = d.level and u.code = d.code or u.level = 'region' and u.code = d.region
				or u.level = 'region-2015' and u.code = d.region_2015)) whole on true
	left join lateral (
		select array_agg(distinct p.centre::text order by p.centre::text) as centres
		from maillage.perimeter p
		where p.part = maillage.shown_part('network') and maillage.holds_on(day, p.part, p.centre::text, p.valid, p.valid_to::text) and p.scope = 'policy' and p.confidence >= min_confidence
			and (p.drawn is not null and ST_Intersects(p.drawn, maillage.sound(g.geom, g.flaw))
				or exists (select from maillage.perimeter_unit u join maillage.unit c on c.part = d.part and c.level = 'commune'
					and c.department = d.code and (u.level = 'commune' and u.code = c.code or u.level = 'epci' and u.code = c.epci)
					where u.part = p.part and u.perimeter = p.id and u.level in ('commune', 'epci')))) part on true
	where d.part = maillage.shown_part('catalogue') and d.level in ('department', 'collectivity');
end;
-- +goose StatementEnd
