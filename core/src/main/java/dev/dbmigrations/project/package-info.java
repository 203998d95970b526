/**
 * Which migrations are there: finds the files of a project, whatever tool's names they bear, and reads them on demand. Owns file
 * names, order, checksums and the comments that speak to the planner. What has been applied is its callers' business.
 */
@NullMarked
package dev.dbmigrations.project;

import org.jspecify.annotations.NullMarked;
