using NovComet.AspNetCore.Authorization;
using NovComet.Channels;
using NovComet.Web.Access;

namespace NovComet.Web.Tests.Access;

/// <summary>Who may do what, by the settings as they are written.</summary>
[TestClass]
public sealed class RuleBookTests
{
    private const string Rules = """
        {
          "Jwt": { "Key": "0123456789abcdef0123456789abcdef" },
          "Keys": {
            "shop": "shop-secret-0123456789",
            "mail": { "Key": "mail-secret-0123456789", "Channels": ["mail.*", "@user.*"] }
          },
          "Rules": [
            { "Channels": "news.intern.*", "Subscribe": "users", "Publish": "user:boss, key:shop" },
            { "Channels": ["news.*", "weather"], "Subscribe": "everybody", "Publish": "key:shop" },
            { "Channels": "chat.*", "Subscribe": "users", "Publish": "users" },
            { "Channels": "closed" },
            { "Channels": "@all", "Subscribe": "users", "Publish": "user:boss" }
          ]
        }
        """;

    [TestMethod]
    [DataRow("nobody", "news.a", true, false)]
    [DataRow("nobody", "news.intern.a", false, false, DisplayName = "the first rule that matches decides")]
    [DataRow("user 1", "news.intern.a", true, false)]
    [DataRow("user boss", "news.intern.a", true, true)]
    [DataRow("user boss", "news.a", true, false)]
    [DataRow("key shop", "news.intern.a", false, true)]
    [DataRow("key shop", "news.a", true, true)]
    [DataRow("key mail", "news.a", true, false)]
    [DataRow("user shop", "news.a", true, false, DisplayName = "a user's id is no key's name")]
    [DataRow("nobody", "weather", true, false)]
    [DataRow("nobody", "chat.1", false, false)]
    [DataRow("user 1", "chat.1", true, true)]
    [DataRow("key shop", "chat.1", false, false, DisplayName = "a key is no user")]
    [DataRow("user boss", "closed", false, false)]
    [DataRow("key shop", "closed", false, false)]
    [DataRow("user 1", "other", false, false, DisplayName = "no rule matches")]
    [DataRow("key shop", "other", false, true)]
    [DataRow("key mail", "other", false, false, DisplayName = "the key is for other channels")]
    [DataRow("key mail", "mail.1", false, true)]
    [DataRow("key mail", "@user.1", true, true)]
    [DataRow("key shop", "@user.1", true, false, DisplayName = "a key without channels opens no reserved ones")]
    [DataRow("user 1", "@user.2", true, false)]
    [DataRow("nobody", "@all", false, false)]
    [DataRow("user 1", "@all", true, false)]
    [DataRow("user boss", "@all", true, true)]
    public void Allows_WithRules(string who, string channel, bool maySubscribe, bool mayPublish) =>
        AssertAllowed(Rules, who, channel, maySubscribe, mayPublish);

    [TestMethod]
    [DataRow("nobody", "a", true, false)]
    [DataRow("key shop", "a", true, true)]
    [DataRow("key shop", "@all", true, false)]
    public void Allows_WithKeysAlone_PublishingIsForKeys(string who, string channel, bool maySubscribe, bool mayPublish) =>
        AssertAllowed("""{"Keys":{"shop":"shop-secret-0123456789"}}""", who, channel, maySubscribe, mayPublish);

    [TestMethod]
    [DataRow("nobody", "a", true, true)]
    [DataRow("nobody", "@all", true, false)]
    public void Allows_WithNothing_IsOpenButForReservedChannels(string who, string channel, bool maySubscribe, bool mayPublish) =>
        AssertAllowed("{}", who, channel, maySubscribe, mayPublish);

    private static void AssertAllowed(string json, string who, string channel, bool maySubscribe, bool mayPublish)
    {
        AccessSettings settings = Settings.Read(json);
        Assert.AreEqual("", string.Join('\n', settings.Mistakes));
        var keys = new KeyRing(settings.Keys);
        var book = new RuleBook(settings.Rules, keys);
        Asker asker = who.Split(' ') switch
        {
            ["user", var id] => new Asker(id, null),
            ["key", var name] => new Asker(null, keys.ByName(name)),
            _ => default,
        };
        Assert.AreEqual(maySubscribe, book.Allows(asker, new CometChannel(ChannelName.Parse(channel), CometAction.Subscribe)), "subscribe");
        Assert.AreEqual(mayPublish, book.Allows(asker, new CometChannel(ChannelName.Parse(channel), CometAction.Publish)), "publish");
    }
}
