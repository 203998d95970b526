package dev.dbmigrations.cli.config;

/** The database to work on. */
public sealed interface Target permits ConnectionTarget, EmbeddedTarget {}
