using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace MdEngine.Tests.IO;

/// <summary>A folder of its own for a test, removed at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("mdengine-io-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public string WriteGzip(string name, string text)
    {
        using var gzip = new GZipStream(System.IO.File.Create(File(name)), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return File(name);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
