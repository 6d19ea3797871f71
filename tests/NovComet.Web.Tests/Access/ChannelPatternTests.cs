using NovComet.Channels;
using NovComet.Web.Access;

namespace NovComet.Web.Tests.Access;

[TestClass]
public sealed class ChannelPatternTests
{
    [TestMethod]
    [DataRow("news", "news", true)]
    [DataRow("news", "News", false)]
    [DataRow("news", "news.a", false)]
    [DataRow("news.*", "news.a", true)]
    [DataRow("news.*", "news.", true)]
    [DataRow("news.*", "news", false)]
    [DataRow("news.*", "a.news.b", false)]
    [DataRow("*", "a", true)]
    [DataRow("*", "@all", false)]
    [DataRow("*all", "@all", false)]
    [DataRow("@*", "@all", true)]
    [DataRow("@*", "all", false)]
    [DataRow("@user.*", "@user.1", true)]
    [DataRow("*.a", "x.a", true)]
    [DataRow("a*a", "a", false)]
    [DataRow("a*a", "aa", true)]
    [DataRow("a*b*c", "abc", true)]
    [DataRow("a*b*c", "axbxc", true)]
    [DataRow("a*b*c", "acb", false)]
    [DataRow("a*bc*c", "abcc", true)]
    [DataRow("a*bc*c", "abc", false)]
    [DataRow("a**b", "ab", true)]
    [DataRow("a.b", "axb", false)]
    [DataRow("a?", "ab", false)]
    [DataRow("[a]", "a", false)]
    public void Matches(string pattern, string name, bool expected) =>
        Assert.AreEqual(expected, new ChannelPattern(pattern).Matches(ChannelName.Parse(name)));

    [TestMethod]
    public void Matches_ManyStars_TakesNoTime()
    {
        var pattern = new ChannelPattern(string.Concat(Enumerable.Repeat("*a", 90)) + "*b");
        Assert.IsFalse(pattern.Matches(ChannelName.Parse(new string('a', 200))));
    }
}
