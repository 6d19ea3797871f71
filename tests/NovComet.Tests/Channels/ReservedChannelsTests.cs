using FsCheck;
using FsCheck.Fluent;
using NovComet.Channels;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class ReservedChannelsTests
{
    [TestMethod]
    public void OfUser_AnyIdThatHasAChannel_HasItForItselfAlone() => Prop.ForAll<string, string>((one, other) =>
    {
        if (!ReservedChannels.TryOfUser(one, out ChannelName channel)) return true;
        return channel.IsReserved && ReservedChannels.IsOfUser(channel) && channel.Value == "@user." + one
            && (one == other || !ReservedChannels.TryOfUser(other, out ChannelName others) || others != channel);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("a\nb")]
    [DataRow("a\0")]
    public void OfUser_IdThatCannotBePartOfAName_IsRefused(string? id)
    {
        Assert.IsFalse(ReservedChannels.TryOfUser(id, out _));
        Assert.ThrowsExactly<ArgumentException>(() => ReservedChannels.OfUser(id!));
    }

    [TestMethod]
    public void OfUser_HalfACharacter_IsRefused() => Assert.IsFalse(ReservedChannels.TryOfUser("\ud800", out _));

    [TestMethod]
    public void OfUser_Length_IsBounded()
    {
        int most = ChannelName.MaxEncodedLength - "%40user.".Length;
        Assert.IsTrue(ReservedChannels.TryOfUser(new string('a', most), out _));
        Assert.IsFalse(ReservedChannels.TryOfUser(new string('a', most + 1), out _));
    }

    [TestMethod]
    [DataRow("@session.0123456789abcdef", true)]
    [DataRow("@session.0123456789abcde", false)]
    [DataRow("@session.0123456789abcde/", false)]
    [DataRow("@session.", false)]
    [DataRow("session.0123456789abcdef", false)]
    [DataRow("@Session.0123456789abcdef", false)]
    public void IsOfSession_NeedsAnId(string name, bool expected) =>
        Assert.AreEqual(expected, ReservedChannels.IsOfSession(ChannelName.Parse(name)));

    [TestMethod]
    public void OfSession_ShortId_IsRefused() => Assert.ThrowsExactly<ArgumentException>(() => ReservedChannels.OfSession("short"));
}
