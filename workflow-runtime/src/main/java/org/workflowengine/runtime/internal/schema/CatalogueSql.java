package org.workflowengine.runtime.internal.schema;

/**
 * The catalogue queries of a start: everything that decides what the tables do, as rows of the table's name, the object's name, a
 * position and a piece of the object's definition. The pieces of one object, in order, are its definition.
 */
final class CatalogueSql {
    /**
     * In upper case: an H2 that does not change the case of names knows these tables only so. Names are folded here, not there: LOWER of
     * H2 follows the locale of the JVM. RESTRICT is what H2 before 2.4 calls NO ACTION. The columns of indexes that H2 makes for
     * constraints, under names of these forms, are those of the constraints.
     */
    static final String H2 = """
            SELECT TABLE_NAME, TABLE_NAME, 0,
                TABLE_TYPE || CASE WHEN STORAGE_TYPE IN ('CACHED', 'MEMORY') THEN '' ELSE ' ' || STORAGE_TYPE END
                || CASE TABLE_CLASS WHEN 'org.h2.mvstore.db.MVTable' THEN '' ELSE ' of ' || TABLE_CLASS END
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT TABLE_NAME, TABLE_NAME, 1, REPLACE(VIEW_DEFINITION, '"' || REPLACE(SCHEMA(), '"', '""') || '".')
            FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT TABLE_NAME, TABLE_NAME || '.' || COLUMN_NAME, 0,
                COALESCE(DOMAIN_SCHEMA || '.' || DOMAIN_NAME || ' ', '') || DATA_TYPE
                || COALESCE('(' || CHARACTER_MAXIMUM_LENGTH || ')', '') || COALESCE('(' || DATETIME_PRECISION || ')', '')
                || CASE COLLATION_NAME WHEN 'OFF' THEN '' ELSE COALESCE(' COLLATE ' || COLLATION_NAME, '') END
                || CASE IS_NULLABLE WHEN 'NO' THEN ' NOT NULL' ELSE '' END
                || COALESCE(' DEFAULT ' || COLUMN_DEFAULT, '') || COALESCE(' ON UPDATE ' || COLUMN_ON_UPDATE, '')
                || CASE IS_IDENTITY WHEN 'YES' THEN ' IDENTITY' ELSE '' END
                || COALESCE(' GENERATED ALWAYS AS ' || GENERATION_EXPRESSION, '')
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT TABLE_NAME, 'constraint ' || CONSTRAINT_NAME, 0,
                CONSTRAINT_TYPE || CASE ENFORCED WHEN 'YES' THEN '' ELSE ' NOT ENFORCED' END
            FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT TABLE_NAME, 'constraint ' || CONSTRAINT_NAME, ORDINAL_POSITION,
                COLUMN_NAME || COALESCE('=' || NULLIF(POSITION_IN_UNIQUE_CONSTRAINT, ORDINAL_POSITION), '')
            FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT NULL, 'constraint ' || CONSTRAINT_NAME, 100,
                'REFERENCES ' || CASE UNIQUE_CONSTRAINT_SCHEMA WHEN SCHEMA() THEN '' ELSE UNIQUE_CONSTRAINT_SCHEMA || '.' END
                || UNIQUE_CONSTRAINT_NAME || ' ON UPDATE ' || REPLACE(UPDATE_RULE, 'RESTRICT', 'NO ACTION')
                || ' ON DELETE ' || REPLACE(DELETE_RULE, 'RESTRICT', 'NO ACTION')
            FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = SCHEMA()
            UNION ALL
            SELECT NULL, 'constraint ' || CONSTRAINT_NAME, 1, CHECK_CLAUSE
            FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = SCHEMA()
            UNION ALL
            SELECT TABLE_NAME, CASE WHEN INDEX_TYPE_NAME LIKE '%UNIQUE%' THEN 'unique index ' ELSE 'index ' END || INDEX_NAME, 0,
                CASE INDEX_CLASS WHEN 'org.h2.mvstore.db.MVSecondaryIndex' THEN '' ELSE 'of ' || INDEX_CLASS END
            FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = SCHEMA() AND NOT IS_GENERATED
            UNION ALL
            SELECT TABLE_NAME, CASE WHEN IS_UNIQUE THEN 'unique index ' ELSE 'index ' END || INDEX_NAME, ORDINAL_POSITION,
                COLUMN_NAME || CASE ORDERING_SPECIFICATION WHEN 'ASC' THEN '' ELSE ' ' || ORDERING_SPECIFICATION END
            FROM INFORMATION_SCHEMA.INDEX_COLUMNS
            WHERE TABLE_SCHEMA = SCHEMA() AND INDEX_NAME NOT ILIKE 'primary_key_%' AND INDEX_NAME NOT ILIKE '%_index_%'
            UNION ALL
            SELECT EVENT_OBJECT_TABLE, 'trigger ' || TRIGGER_NAME, 0,
                ACTION_TIMING || ' ' || EVENT_MANIPULATION || ' FOR EACH ' || ACTION_ORIENTATION
                || CASE WHEN IS_ROLLBACK THEN ' OR ROLLBACK' ELSE '' END
                || CASE WHEN NO_WAIT THEN ' NOWAIT' ELSE '' END
                || ' CALL ''' || COALESCE(JAVA_CLASS, '') || ''''
            FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = SCHEMA()
            ORDER BY 3, 4
            """;

    /**
     * Three statements: the search path and everything else that changes how definitions are written is reset, the catalogue is read, and
     * the path is restored. A partition is part of its table, under names that end with its own; PostgreSQL 14 calls its triggers
     * internal. What an expression uses beyond the system's own objects and the
     * functions of the schema is named after it.
     *
     * <p>The parameters are the names of the tables and functions with commas between them, the schema, and the schema again, which the
     * last statement returns as it is named in definitions.
     */
    static final String POSTGRESQL = """
            SELECT pg_catalog.set_config('workflow.search_path', pg_catalog.current_setting('search_path'), true),
                pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('bytea_output', 'hex', true),
                pg_catalog.set_config('quote_all_identifiers', 'off', true);
            WITH RECURSIVE wanted AS (SELECT unnest(string_to_array(?, ',')) AS name),
            space AS (SELECT oid FROM pg_namespace WHERE nspname = ?),
            own AS (
                SELECT pg_proc.* FROM wanted JOIN pg_proc ON 'function ' || proname = name JOIN space ON space.oid = pronamespace),
            relation AS (
                SELECT pg_class.oid, relname::text AS home, pg_class.oid AS whole, '' AS place, relkind
                FROM wanted JOIN pg_class ON relname = name JOIN space ON space.oid = relnamespace
                WHERE relkind NOT IN ('i', 'I', 'c', 't')
                UNION ALL
                SELECT part.oid, home, whole, (' in partition ' || part.relname) COLLATE "default", part.relkind
                FROM relation JOIN pg_inherits ON inhparent = relation.oid JOIN pg_class part ON part.oid = inhrelid
                WHERE relation.relkind = 'p'),
            tree AS (
                SELECT pg_constraint.oid, pg_constraint.oid AS root FROM relation JOIN pg_constraint ON conrelid = relation.oid
                WHERE conparentid = 0
                UNION ALL
                SELECT part.oid, root FROM tree JOIN pg_constraint part ON conparentid = tree.oid),
            idle AS (
                SELECT root FROM tree JOIN pg_trigger ON tgconstraint = tree.oid WHERE tgenabled NOT IN ('O', 'A') AND tgisinternal
                UNION
                SELECT root FROM tree JOIN pg_constraint ON pg_constraint.oid = tree.oid WHERE NOT convalidated),
            part AS (
                SELECT home, home || place AS name, concat_ws(' ',
                    CASE relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END,
                    CASE pg_class.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view'
                        WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'relation of kind ' || pg_class.relkind::text END,
                    CASE WHEN pg_class.relkind = 'p' AND pg_get_partkeydef(pg_class.oid) NOT IN ('HASH (case_id)', 'LIST (case_id)', 'RANGE (case_id)')
                        THEN 'partitioned by ' || pg_get_partkeydef(pg_class.oid) END,
                    CASE WHEN amname <> 'heap' THEN 'using ' || amname END,
                    CASE WHEN relrowsecurity THEN 'with row level security' END,
                    CASE WHEN pg_class.relkind = 'v' THEN concat_ws(' ', array_to_string(reloptions, ' '), pg_get_viewdef(pg_class.oid, true)) END)
                    AS definition
                FROM relation JOIN pg_class ON pg_class.oid = relation.oid LEFT JOIN pg_am ON pg_am.oid = relam
                UNION ALL
                SELECT home, home || '.' || attname, concat_ws(' ',
                    format_type(atttypid, atttypmod),
                    'COLLATE ' || CASE WHEN collnamespace <> 'pg_catalog'::regnamespace THEN collnamespace::regnamespace || '.' ELSE '' END
                        || quote_ident(collname),
                    CASE WHEN attnotnull THEN 'NOT NULL' END,
                    CASE WHEN attidentity::text <> '' THEN 'GENERATED AS IDENTITY' END,
                    CASE attgenerated WHEN '' THEN 'DEFAULT ' ELSE 'GENERATED ALWAYS ' || attgenerated::text || ' ' END
                        || pg_get_expr(adbin, adrelid, true))
                FROM relation JOIN pg_attribute ON attrelid = relation.oid
                LEFT JOIN pg_collation ON pg_collation.oid = attcollation
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                WHERE place = '' AND attnum > 0 AND NOT attisdropped
                UNION ALL
                SELECT home, 'constraint ' || conname || place, pg_get_constraintdef(pg_constraint.oid, true)
                    || CASE WHEN pg_constraint.oid IN (SELECT root FROM idle) THEN ' disabled' ELSE '' END
                FROM relation JOIN pg_constraint ON conrelid = relation.oid
                WHERE contype <> 't' AND conparentid = 0 AND (contype <> 'n' OR NOT convalidated) AND (place = '' OR coninhcount = 0)
                UNION ALL
                SELECT home, CASE WHEN indisunique THEN 'unique index ' WHEN indexprs IS NOT NULL OR indpred IS NOT NULL
                        THEN 'computed index ' ELSE 'index ' END || index.relname || place,
                    regexp_replace(regexp_replace(pg_get_indexdef(index.oid), '^.* USING ', 'USING '), ' WITH \\([^)]*\\)', '')
                    || CASE WHEN indisvalid THEN '' ELSE ' invalid' END
                FROM relation JOIN pg_index ON indrelid = relation.oid JOIN pg_class index ON index.oid = indexrelid
                WHERE (place = '' OR NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = index.oid))
                    AND (NOT indisvalid OR NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.oid AND conrelid = relation.oid))
                UNION ALL
                SELECT home, 'trigger ' || tgname || place,
                    replace(regexp_replace(pg_get_triggerdef(pg_trigger.oid, true), '^CREATE (CONSTRAINT )?TRIGGER \\S+ ', ''),
                        ' ON ' || tgrelid::regclass || ' ', ' ON ' || whole::regclass || ' ')
                    || CASE tgenabled WHEN 'A' THEN '' WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' only while replicating'
                        ELSE ' not while replicating' END
                FROM relation JOIN pg_trigger ON tgrelid = relation.oid JOIN pg_proc ON pg_proc.oid = tgfoid
                WHERE NOT tgisinternal OR (tgparentid <> 0 AND pronamespace <> 'pg_catalog'::regnamespace)
                UNION ALL
                SELECT home, 'rule ' || rulename || place, pg_get_ruledef(pg_rewrite.oid, true)
                FROM relation JOIN pg_rewrite ON ev_class = relation.oid WHERE rulename <> '_RETURN'
                UNION ALL
                SELECT home, 'policy ' || polname || place, polcmd::text
                FROM relation JOIN pg_policy ON polrelid = relation.oid
                UNION ALL
                SELECT home, 'parent ' || inhparent::regclass || place, '' FROM relation JOIN pg_inherits ON inhrelid = relation.oid
                WHERE place = ''
                UNION ALL
                SELECT home, 'child ' || inhrelid::regclass || place, '' FROM relation JOIN pg_inherits ON inhparent = relation.oid
                WHERE relkind <> 'p'
                UNION ALL
                SELECT home, 'expression of ' || home || place || ' with ' || pg_describe_object(refclassid, refobjid, 0), ''
                FROM (
                    SELECT home, place, 'pg_constraint'::regclass AS class, pg_constraint.oid AS object
                    FROM relation JOIN pg_constraint ON conrelid = relation.oid
                    UNION ALL
                    SELECT home, place, 'pg_attrdef'::regclass, pg_attrdef.oid FROM relation JOIN pg_attrdef ON adrelid = relation.oid
                    UNION ALL
                    SELECT home, place, 'pg_class'::regclass, indexrelid FROM relation JOIN pg_index ON indrelid = relation.oid
                ) expression JOIN pg_depend ON classid = class AND objid = object
                WHERE refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass, 'pg_opclass'::regclass,
                    'pg_opfamily'::regclass, 'pg_collation'::regclass, 'pg_cast'::regclass)
                    AND (refclassid <> 'pg_proc'::regclass OR refobjid NOT IN (SELECT oid FROM own))
                UNION ALL
                SELECT 'function ' || proname, 'function ' || proname || '(' || pg_get_function_identity_arguments(own.oid) || ')',
                    concat_ws(' ', CASE WHEN prokind <> 'f' THEN 'kind ' || prokind::text END,
                        'RETURNS ' || pg_get_function_result(own.oid), 'LANGUAGE ' || lanname,
                        CASE WHEN provolatile <> 'v' THEN 'not volatile' END,
                        CASE WHEN prosecdef THEN 'SECURITY DEFINER' END, CASE WHEN proisstrict THEN 'STRICT' END,
                        (SELECT string_agg('SET ' || setting, ' ' ORDER BY setting) FROM unnest(proconfig) AS setting),
                        'AS ' || prosrc)
                FROM own JOIN pg_language ON pg_language.oid = prolang)
            SELECT home, name, 0, definition FROM part ORDER BY name, definition;
            SELECT quote_ident(?), set_config('search_path', current_setting('workflow.search_path'), true)
            """;

    /**
     * The view's query, if the login can read it as SQL: the view shows everybody what its owner sees. Empty if the login cannot read it.
     */
    static final String MARIADB_VIEW_ITSELF = """
            UNION ALL
            SELECT table_name, table_name, 1, IF(view_definition = '', '', CONCAT(security_type, ' ', view_definition))
            FROM information_schema.views WHERE table_schema = DATABASE() AND table_name = 'workflow_catalogue'
            """;

    static final String MARIADB_VIEW = "SELECT table_name, part, position, definition FROM workflow_catalogue";

    private CatalogueSql() {}
}
