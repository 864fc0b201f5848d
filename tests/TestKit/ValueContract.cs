using System.Reflection;
using Xunit;

namespace RdmPlanner.TestKit;

/// <summary>Checks what every value type promises: equality, hash, order, operators and text, in one line.</summary>
public static class ValueContract
{
    /// <summary>Fails unless the values keep the contract.</summary>
    /// <param name="value">A value.</param>
    /// <param name="equal">The same value, made separately.</param>
    /// <param name="greater">Other values; for an ordered type each above the one before it.</param>
    public static void Of<T>(T value, T equal, params T[] greater)
        where T : notnull, IEquatable<T>
    {
        Assert.NotEmpty(greater);
        IsEqual(value, equal);
        Assert.False(value.Equals((object?)null), "equal to null");
        Assert.False(value.Equals("a text"), "equal to a text");
        T[] ascending = [value, .. greater];
        for (int low = 0; low < ascending.Length; low++)
        {
            IsEqual(ascending[low], ascending[low]);
            for (int high = low + 1; high < ascending.Length; high++)
            {
                IsDifferent(ascending[low], ascending[high]);
                IsOrdered(ascending[low], ascending[high]);
            }
        }
    }

    private static void IsEqual<T>(T a, T b)
        where T : notnull, IEquatable<T>
    {
        Assert.True(a.Equals(b), $"{a} must equal {b}");
        Assert.True(a.Equals((object)b), $"{a} must equal the object {b}");
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(a.ToString(), b.ToString());
        Assert.NotEmpty(a.ToString()!);
        Assert.NotEqual(false, Operator(a, b, "op_Equality"));
        Assert.NotEqual(true, Operator(a, b, "op_Inequality"));
        if (a is IComparable<T> comparable)
        {
            Assert.Equal(0, comparable.CompareTo(b));
            Assert.False(Operator(a, b, "op_LessThan"), $"{a} < {b}");
            Assert.False(Operator(a, b, "op_GreaterThan"), $"{a} > {b}");
            Assert.True(Operator(a, b, "op_LessThanOrEqual"), $"{a} <= {b}");
            Assert.True(Operator(a, b, "op_GreaterThanOrEqual"), $"{a} >= {b}");
        }
    }

    private static void IsDifferent<T>(T a, T b)
        where T : notnull, IEquatable<T>
    {
        Assert.False(a.Equals(b), $"{a} must differ from {b}");
        Assert.False(b.Equals(a), $"{b} must differ from {a}");
        Assert.NotEqual(a.ToString(), b.ToString());
        Assert.NotEqual(true, Operator(a, b, "op_Equality"));
        Assert.NotEqual(false, Operator(a, b, "op_Inequality"));
    }

    private static void IsOrdered<T>(T low, T high)
        where T : notnull
    {
        if (low is not IComparable<T> lower || high is not IComparable<T> higher)
            return;
        Assert.True(lower.CompareTo(high) < 0, $"{low} must sort before {high}");
        Assert.True(higher.CompareTo(low) > 0, $"{high} must sort after {low}");
        Assert.True(Operator(low, high, "op_LessThan"), $"{low} < {high}");
        Assert.True(Operator(low, high, "op_LessThanOrEqual"), $"{low} <= {high}");
        Assert.False(Operator(low, high, "op_GreaterThan"), $"{low} > {high}");
        Assert.False(Operator(low, high, "op_GreaterThanOrEqual"), $"{low} >= {high}");
        Assert.True(Operator(high, low, "op_GreaterThan"), $"{high} > {low}");
    }

    /// <summary>The operator's answer, or null when the type does not define it.</summary>
    private static bool? Operator<T>(T a, T b, string name)
    {
        MethodInfo? method = typeof(T).GetMethod(name, BindingFlags.Public | BindingFlags.Static, [typeof(T), typeof(T)]);
        return (bool?)method?.Invoke(null, [a, b]);
    }
}
