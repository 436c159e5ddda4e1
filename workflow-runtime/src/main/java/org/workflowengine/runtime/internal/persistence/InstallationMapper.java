package org.workflowengine.runtime.internal.persistence;

import java.util.List;
import org.apache.ibatis.annotations.Select;

/** Everything that is ever done with {@code workflow_installation}: it is read. */
interface InstallationMapper {
    /** The only row, as it is read; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record InstallationRow(byte[] installation, int schemaVersion) {}

    @Select("SELECT installation, schema_version FROM ${schema}workflow_installation")
    List<InstallationRow> rows();
}
