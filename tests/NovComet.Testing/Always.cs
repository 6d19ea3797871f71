using FsCheck;
using FsCheck.Fluent;

namespace NovComet.Testing;

/// <summary>Tries a statement on many generated values; what breaks it is shown as small as it could be made.</summary>
public static class Always
{
    /// <summary>Checks that a statement holds for all that a generator makes.</summary>
    public static void Holds<T>(Gen<T> values, Func<T, bool> statement, int times = 5_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times * TestSettings.Soak), Prop.ForAll(values.ToArbitrary(), statement));
}
