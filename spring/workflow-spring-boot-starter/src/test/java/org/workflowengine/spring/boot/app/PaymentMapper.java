package org.workflowengine.spring.boot.app;

import org.apache.ibatis.annotations.Insert;

/** A business row that MyBatis writes. */
public interface PaymentMapper {
    @Insert("INSERT INTO payment (id) VALUES (#{id})")
    int insert(String id);
}
