using NovComet.Channels;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class ChannelEventTests
{
    [TestMethod]
    public void EncodedBy_ManySubscribersOfOneTransport_EncodesOnce()
    {
        int encodings = 0;
        Func<ChannelEvent, byte[]> encoder = e => [(byte)++encodings];
        var change = ChannelEvent.Signal(ChannelName.Parse("a"), Stamp.NoFile);

        Assert.AreSame(change.EncodedBy(encoder), change.EncodedBy(encoder));
        Assert.AreEqual(1, encodings);
    }

    [TestMethod]
    public void EncodedBy_AnotherTransport_GetsItsOwnEncoding()
    {
        var change = ChannelEvent.Signal(ChannelName.Parse("a"), Stamp.NoFile);

        Assert.AreEqual(1, change.EncodedBy(_ => [1]).Single());
        Assert.AreEqual(2, change.EncodedBy(_ => [2]).Single());
    }

    [TestMethod]
    public void ToString_IsChannelAndStamp() => Assert.AreEqual("a b 0.000001", ChannelEvent.Signal(ChannelName.Parse("a b"), Stamp.NoFile).ToString());
}
