package dev.dbmigrations.execute;

import static dev.dbmigrations.history.SamplePlans.gated;
import static dev.dbmigrations.history.SamplePlans.index;
import static dev.dbmigrations.history.SamplePlans.phase;
import static dev.dbmigrations.history.SamplePlans.plan;
import static dev.dbmigrations.history.SamplePlans.proof;
import static dev.dbmigrations.history.SamplePlans.rows;
import static dev.dbmigrations.history.SamplePlans.sql;
import static dev.dbmigrations.history.SamplePlans.work;

import dev.dbmigrations.plan.Phase.Kind;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;

/**
 * A migration with every kind of step: {@code users.b} becomes the upper case of {@code users.a}. Its table {@code marks}
 * shows whether anything was done twice.
 */
final class Upper {
    static final String[] BEFORE = {
        "create table users (id int primary key, a text not null)",
        "insert into users select i, 'name' || i from generate_series(1, 35) i",
        "create table marks (step text)"
    };

    static final Step ADD = sql(
            "1-add-b",
            "alter table users drop column b; delete from marks where step = 'add'",
            "alter table users add column b text",
            "insert into marks values ('add')");
    static final Step INDEX = index("2-index-b", "users_b_idx", "users (b)");
    static final Step MOVE = rows("3-move", work("update users set b = upper(a)", "b is null", "id"));
    static final Step PROOF = proof(
            "4-prove",
            "select count(*) from users where b is distinct from upper(a)",
            "select id::text from users where b is distinct from upper(a) order by id");
    static final Step NOT_NULL = sql(
            "5-not-null",
            "alter table users alter column b drop not null",
            "alter table users alter column b set not null");
    static final Step MARK =
            sql("6-mark", "delete from marks where step = 'last'", "insert into marks values ('last')");

    static final Plan PLAN = plan(
            "7",
            phase(Kind.EXPAND, ADD, INDEX),
            phase(Kind.MIGRATE, MOVE),
            phase(Kind.VERIFY, PROOF),
            gated(NOT_NULL, MARK));

    private Upper() {}
}
