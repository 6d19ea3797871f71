namespace NovComet.Tests.Options;

[TestClass]
public sealed class OctalModeTests
{
    [TestMethod]
    [DataRow("770", "0770")]
    [DataRow("0770", "0770")]
    [DataRow("2775", "2775")]
    [DataRow("000", "0000")]
    [DataRow("7777", "7777")]
    public void TryParse_ThreeOrFourOctalDigits_AreWrittenBackInFour(string text, string written)
    {
        Assert.IsTrue(OctalMode.TryParse(text, out UnixFileMode mode));
        Assert.AreEqual(written, OctalMode.Write(mode));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("77")]
    [DataRow("00770")]
    [DataRow("0780")]
    [DataRow("-770")]
    [DataRow(" 770")]
    [DataRow("0x1F")]
    [DataRow("rwx")]
    [DataRow("٧٧٠")]
    public void TryParse_AnythingElse_IsNoMode(string? text) => Assert.IsFalse(OctalMode.TryParse(text, out _));

    [TestMethod]
    [DataRow("0770", "0660")]
    [DataRow("0751", "0640")]
    [DataRow("7777", "0666")]
    [DataRow("0700", "0600")]
    public void ForFiles_AFoldersMode_LosesExecutionAndSpecialBits(string folder, string file)
    {
        Assert.IsTrue(OctalMode.TryParse(folder, out UnixFileMode mode));
        Assert.AreEqual(file, OctalMode.Write(OctalMode.ForFiles(mode)));
    }
}
