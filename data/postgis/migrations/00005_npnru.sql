-- Whether the national programme of urban renewal lists a neighbourhood; empty
-- where it is not known, as in all that was kept before.

-- +goose Up
alter table maillage.neighbourhood add column npnru text not null default '' check (npnru in ('', 'yes', 'no'));

create or replace view maillage.neighbourhoods as
	select n.code, n.name, n.geography, n.communes, n.codes, n.department, n.region, n.region_2015, n.epci, n.population, n.population_later,
		b.flaw, b.geom, nullif(n.npnru, '') = 'yes' as npnru
	from maillage.neighbourhood n
	left join maillage.boundary b on b.part = maillage.shown_part('boundaries', 'neighbourhoods') and b.code = n.code
	where n.part = maillage.shown_part('neighbourhoods');
