package org.workflowengine.spring.boot.app;

import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.mapper.MapperFactoryBean;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application with business tables of JPA and of MyBatis. */
@SpringBootApplication
public class App {
    @Bean
    SqlSessionFactoryBean sessions(DataSource dataSource) {
        SqlSessionFactoryBean sessions = new SqlSessionFactoryBean();
        sessions.setDataSource(dataSource);
        return sessions;
    }

    @Bean
    MapperFactoryBean<PaymentMapper> payments(SqlSessionFactory sessions) {
        MapperFactoryBean<PaymentMapper> payments = new MapperFactoryBean<>(PaymentMapper.class);
        payments.setSqlSessionFactory(sessions);
        return payments;
    }
}
