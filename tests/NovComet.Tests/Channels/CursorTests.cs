using NovComet.Channels;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class CursorTests
{
    [TestMethod]
    public void Constructor_AChannelNamedTwice_KeepsItsPlaceAndTheLastPosition()
    {
        Cursor cursor = new(At("a", 1), At("b", 2), At("a", 3));

        Assert.AreSequenceEqual([At("a", 3), At("b", 2)], cursor);
    }

    [TestMethod]
    public void Constructor_NamesThatDifferInCase_AreTwoChannels() => Assert.HasCount(2, new Cursor(At("a", 1), At("A", 1)));

    [TestMethod]
    public void Default_HasNoChannels()
    {
        Assert.IsEmpty(default(Cursor));
        Assert.AreEqual(default, new Cursor());
        Assert.AreEqual("", default(Cursor).ToString());
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => default(Cursor)[0]);
    }

    [TestMethod]
    public void FromNow_Names_StandAtNow()
    {
        Cursor cursor = Cursor.FromNow(["a", "b"]);

        Assert.AreEqual("a=0&b=0", cursor.ToString());
        Assert.IsTrue(cursor.All(position => position.Position == Position.Now));
    }

    [TestMethod]
    public void FromNow_AHostileName_IsRefused() => Assert.ThrowsExactly<ArgumentException>(() => Cursor.FromNow(["a", "b\n"]));

    [TestMethod]
    public void ToString_NamesWithSeparators_AreEncoded()
    {
        Cursor cursor = new(At("a&b=c", 7), new ChannelPosition(ChannelName.Parse("é"), Position.After(Stamp.NoFile)));

        Assert.AreEqual("a%26b%3Dc=7&%C3%A9=0.000001", cursor.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a=1732089600.123456")]
    [DataRow("a%26b%3Dc=7&%C3%A9=0.000001&%40me=-5&c=earliest&d=0")]
    public void Parse_WhatToStringWrote_IsTheSameCursor(string text) => Assert.AreEqual(text, Cursor.Parse(text).ToString());

    [TestMethod]
    [DataRow("a")]
    [DataRow("=1")]
    [DataRow("a=1&")]
    [DataRow("a=soon")]
    [DataRow("@me=1")]
    [DataRow("a%2fb=1")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.ThrowsExactly<FormatException>(() => Cursor.Parse(text));

    [TestMethod]
    public void With_MovesOneChannel_AndLeavesTheOldCursorAlone()
    {
        Cursor before = new(At("a", 1), At("b", 2));

        Assert.AreEqual(new Cursor(At("a", 3), At("b", 2)), before.With(ChannelName.Parse("a"), Position.AtClock(3)));
        Assert.AreEqual(new Cursor(At("a", 1), At("b", 2), At("c", 4)), before.With(ChannelName.Parse("c"), Position.AtClock(4)));
        Assert.AreEqual(new Cursor(At("a", 1), At("b", 2)), before);
    }

    [TestMethod]
    public void Equality_GoesByChannelsPositionsAndOrder()
    {
        Cursor cursor = new(At("a", 1), At("b", 2));

        Assert.AreEqual(new Cursor(At("a", 1), At("b", 2)), cursor);
        Assert.AreEqual(new Cursor(At("a", 1), At("b", 2)).GetHashCode(), cursor.GetHashCode());
        Assert.IsTrue(cursor != new Cursor(At("b", 2), At("a", 1)));
        Assert.IsTrue(cursor != new Cursor(At("a", 1), At("b", 3)));
        Assert.IsTrue(cursor != new Cursor(At("a", 1)));
    }

    private static ChannelPosition At(string channel, long clock) => new(ChannelName.Parse(channel), Position.AtClock(clock));
}
