package golden.expense;

public enum ClaimSize {
    SMALL,
    MEDIUM,
    LARGE
}
