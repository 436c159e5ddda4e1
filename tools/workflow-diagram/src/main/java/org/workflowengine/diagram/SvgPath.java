package org.workflowengine.diagram;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.workflowengine.diagram.internal.layout.Point;

/** Lines and heads of arrows as path data. */
final class SvgPath {
    /** The radius of a bend. */
    private static final double CORNER = 7;

    /** How far a loop reaches to the right of its state, and how high it is. */
    static final double LOOP = 20;

    private static final double LOOP_HEIGHT = 18;
    private static final double HEAD = 8;

    private SvgPath() {}

    /** A line along these points with round bends, up to the head of its arrow. */
    static String line(List<Point> given) {
        List<Point> points = withoutStraight(given);
        Point tip = points.get(points.size() - 1);
        double back = points.get(points.size() - 2).y() < tip.y() ? -1 : 1;
        points.set(points.size() - 1, new Point(tip.x(), tip.y() + back * (HEAD - 1)));
        StringBuilder path = new StringBuilder("M").append(at(points.get(0)));
        for (int i = 1; i + 1 < points.size(); i++) {
            Point corner = points.get(i);
            double radius = Math.min(
                    CORNER, Math.min(distance(points.get(i - 1), corner), distance(corner, points.get(i + 1))) / 2);
            path.append('L').append(at(towards(corner, points.get(i - 1), radius)));
            path.append('Q').append(at(corner)).append(' ').append(at(towards(corner, points.get(i + 1), radius)));
        }
        return path.append('L').append(at(points.get(points.size() - 1))).toString();
    }

    /** The head of the arrow at the end of these points. */
    static String head(List<Point> points) {
        Point tip = points.get(points.size() - 1);
        boolean down = points.get(points.size() - 2).y() < tip.y();
        return "M" + at(tip) + "l-4 " + (down ? "-8" : "8") + "h8z";
    }

    /** A loop on the right side of a state, from and to this x. */
    static String loop(double x, double y) {
        double straight = LOOP_HEIGHT - 2 * CORNER;
        return "M" + number(x) + " " + number(y - LOOP_HEIGHT / 2) + "h" + number(LOOP - CORNER) + "q7 0 7 7v"
                + number(straight) + "q0 7 -7 7h" + number(-(LOOP - CORNER - HEAD + 1));
    }

    static String loopHead(double x, double y) {
        return "M" + number(x) + " " + number(y + LOOP_HEIGHT / 2) + "l8 -4v8z";
    }

    private static List<Point> withoutStraight(List<Point> given) {
        List<Point> points = new ArrayList<>(given.subList(0, 1));
        for (Point next : given.subList(1, given.size())) {
            int last = points.size() - 1;
            if (last > 0 && isVertical(points.get(last - 1), points.get(last)) && isVertical(points.get(last), next)) {
                points.set(last, next);
            } else {
                points.add(next);
            }
        }
        return points;
    }

    private static boolean isVertical(Point one, Point other) {
        return Math.abs(one.x() - other.x()) < 0.5;
    }

    private static double distance(Point one, Point other) {
        return Math.abs(one.x() - other.x()) + Math.abs(one.y() - other.y());
    }

    private static Point towards(Point from, Point to, double length) {
        return new Point(
                from.x() + Math.signum(to.x() - from.x()) * length, from.y() + Math.signum(to.y() - from.y()) * length);
    }

    private static String at(Point point) {
        return number(point.x()) + " " + number(point.y());
    }

    /** With one digit after the point, in every locale. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
