using System.Text.RegularExpressions;
using FsCheck.Fluent;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Channels;

/// <summary>One name, one encoded name, one file inside the directory, and back again: for thousands of hostile names.</summary>
[TestClass]
public sealed partial class ChannelNamePropertyTests
{
    private const string Folder = "/dev/shm/channels";

    [TestMethod]
    public void TryParse_Anything_EitherIsANameOrSaysWhatToChange() => Always.Holds(
        HostileNames.Anything,
        text => ChannelName.TryParse(text, out ChannelName name, out string? mistake)
            ? name.Value == text && mistake is null
            : mistake is { Length: > 20 } && name == default);

    [TestMethod]
    public void Encoded_AnyName_IsPlainAndShort() => Always.Holds(Names(), name => EncodedForm().IsMatch(name.Encoded));

    [TestMethod]
    public void Encoded_AnyName_LeadsBackToTheName() =>
        Always.Holds(Names(), name => ChannelName.TryDecode(name.Encoded, out ChannelName back) && back == name && back.Value == name.Value);

    [TestMethod]
    public void FileName_AnyName_LiesDirectlyInsideTheDirectory() => Always.Holds(Names(), name =>
    {
        string path = Path.GetFullPath(Path.Combine(Folder, ChannelDirectory.FileNameOf(name)));
        return Path.GetDirectoryName(path) == Folder && path.EndsWith(".comet", StringComparison.Ordinal) && Path.GetFileName(path).Length <= 255;
    });

    [TestMethod]
    public void FileName_AnyName_LeadsBackToTheName() => Always.Holds(
        Names(),
        name => ChannelDirectory.TryGetChannel(ChannelDirectory.FileNameOf(name), out ChannelName back) && back.Value == name.Value);

    [TestMethod]
    public void FileName_DifferentNames_NeverShareAFile() => Always.Holds(
        Names().Two(),
        pair => (pair.Item1.Value == pair.Item2.Value) == (ChannelDirectory.FileNameOf(pair.Item1) == ChannelDirectory.FileNameOf(pair.Item2)));

    [TestMethod]
    public void Encoded_ThousandsOfDifferentNames_AreAsManyEncodedNames()
    {
        string[] names = [.. Names().Sample(20_000).Select(name => name.Value).Distinct(StringComparer.Ordinal)];
        int encoded = names.Select(name => ChannelName.Parse(name).Encoded).Distinct(StringComparer.Ordinal).Count();
        Assert.IsGreaterThan(5_000, names.Length);
        Assert.AreEqual(names.Length, encoded);
    }

    [TestMethod]
    public void TryDecode_Anything_FindsANameOnlyBehindWhatWeWouldWrite() => Always.Holds(
        Gen.OneOf(HostileNames.EncodedLike, HostileNames.Anything, HostileNames.Possible),
        text => !ChannelName.TryDecode(text, out ChannelName name) || name.Encoded == text);

    [TestMethod]
    public void Equality_TwoNames_FollowsTheirText() => Always.Holds(
        Names().Two(),
        pair => pair.Item1 == pair.Item2 == (pair.Item1.Value == pair.Item2.Value)
            && (pair.Item1 != pair.Item2 || pair.Item1.GetHashCode() == pair.Item2.GetHashCode()));

    private static FsCheck.Gen<ChannelName> Names() => HostileNames.Possible
        .Where(text => ChannelName.TryParse(text, out _, out _))
        .Select(ChannelName.Parse);

    [GeneratedRegex(@"\A(?!\.)([A-Za-z0-9_.-]|%[0-9A-F]{2}){1,200}\z")]
    private static partial Regex EncodedForm();
}
