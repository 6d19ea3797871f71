namespace NovComet.Web.Tests.Browser;

/// <summary>Where the tests leave pictures of pages, for a person to look at.</summary>
internal static class Pictures
{
    public static string PathOf(string name) => Path.Combine(TestSettings.RepositoryRoot, "artifacts", "pictures", name + ".png");
}
