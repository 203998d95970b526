package dev.dbmigrations.project;

/** Whose conventions a file follows. */
public enum Format {
    /** {@code V1__name.sql}, {@code U1__name.sql}, {@code R__name.sql}, {@code B1__name.sql}: Flyway's names, and ours. */
    FLYWAY("Flyway"),
    /** {@code 1_name.up.sql} and {@code 1_name.down.sql}, as golang-migrate has them. */
    PAIRED("golang-migrate"),
    /** {@code 1_name.sql} with {@code -- migrate:up} and {@code -- migrate:down}. */
    DBMATE("dbmate"),
    /** {@code 1_name.sql} with {@code -- +goose Up} and {@code -- +goose Down}. */
    GOOSE("goose"),
    /** Any name; the text begins with {@code --liquibase formatted sql}. */
    LIQUIBASE("Liquibase");

    private final String tool;

    Format(String tool) {
        this.tool = tool;
    }

    /** The tool it comes from. */
    public String tool() {
        return tool;
    }
}
