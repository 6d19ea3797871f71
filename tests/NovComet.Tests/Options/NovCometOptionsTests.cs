using Microsoft.Extensions.Options;

namespace NovComet.Tests.Options;

[TestClass]
public sealed class NovCometOptionsTests
{
    [TestMethod]
    public void Defaults_AreTheOnesThatTheDocumentsName()
    {
        var options = new NovCometOptions();

        Assert.AreEqual(10, options.Tries);
        Assert.AreEqual(TimeSpan.FromSeconds(2), options.Sleep);
        Assert.AreEqual(TimeSpan.FromSeconds(20), options.Hold);
        Assert.AreEqual(DetectionMode.Auto, options.Detection);
        Assert.AreEqual("0770", options.DirectoryMode);
        Assert.AreEqual(64, options.Limits.ChannelsPerRequest);
        Assert.IsNull(options.Limits.Subscribers);
        Assert.IsTrue(options.GetPublish);
        Assert.IsEmpty(options.AllowedOrigins);
        Assert.AreEqual("novcomet", Path.GetFileName(options.Directory));
        Assert.AreEqual(Directory.Exists("/dev/shm"), options.Directory == "/dev/shm/novcomet");
    }

    [TestMethod]
    public void Validate_Defaults_AreFine() =>
        Assert.AreEqual(ValidateOptionsResult.Success, new NovCometOptionsValidator().Validate(null, new NovCometOptions()));
}
