# The system packages that Katern stands on, each as one target dep::NAME. README.md beside this file lists versions and
# licences; debian-12.txt is what `./run --install` installs.
find_package(PkgConfig REQUIRED)
find_package(OpenGL REQUIRED)
find_package(glfw3 3.3 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)

function(katern_dependency name)
  add_library(dep_${name} INTERFACE)
  add_library(dep::${name} ALIAS dep_${name})
  target_link_libraries(dep_${name} INTERFACE ${ARGN})
endfunction()

foreach(module IN ITEMS md4c sqlite3 harfbuzz freetype2 fontconfig imgui icu-uc icu-i18n glib-2.0 gio-2.0 librsvg-2.0 gdk-pixbuf-2.0 libpng cairo libzip)
  string(MAKE_C_IDENTIFIER ${module} id)
  pkg_check_modules(${id} REQUIRED IMPORTED_TARGET ${module})
endforeach()

# Packages without a pkg-config file on Debian 12.
find_path(HYPHEN_INCLUDE_DIR hyphen.h REQUIRED)
find_library(HYPHEN_LIBRARY hyphen REQUIRED)
add_library(hyphen::hyphen UNKNOWN IMPORTED)
set_target_properties(hyphen::hyphen PROPERTIES IMPORTED_LOCATION ${HYPHEN_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${HYPHEN_INCLUDE_DIR})
find_path(TOML_INCLUDE_DIR toml++/toml.h REQUIRED)

katern_dependency(expected tl::expected)
katern_dependency(icu PkgConfig::icu_uc PkgConfig::icu_i18n)
katern_dependency(hyphen hyphen::hyphen)
katern_dependency(md4c PkgConfig::md4c)
katern_dependency(toml)
target_include_directories(dep_toml SYSTEM INTERFACE ${TOML_INCLUDE_DIR})
katern_dependency(harfbuzz PkgConfig::harfbuzz)
katern_dependency(freetype PkgConfig::freetype2)
katern_dependency(fontconfig PkgConfig::fontconfig)
# Of librsvg, GdkPixbuf, Cairo, GIO and GObject only the headers: late/ fetches them when they are needed.
katern_dependency(images PkgConfig::libpng PkgConfig::glib_2_0)
target_include_directories(dep_images SYSTEM INTERFACE ${librsvg_2_0_INCLUDE_DIRS} ${gdk_pixbuf_2_0_INCLUDE_DIRS} ${cairo_INCLUDE_DIRS})
katern_dependency(pixbuf PkgConfig::gdk_pixbuf_2_0)
katern_dependency(sqlite PkgConfig::sqlite3)
katern_dependency(json nlohmann_json::nlohmann_json)
# Only its headers: share/libzip.cpp fetches it when it is needed.
katern_dependency(zip ${CMAKE_DL_LIBS})
target_include_directories(dep_zip SYSTEM INTERFACE ${libzip_INCLUDE_DIRS})
katern_dependency(desktop PkgConfig::gio_2_0)  # for a test that plays the desktop
katern_dependency(gio PkgConfig::glib_2_0)
target_include_directories(dep_gio SYSTEM INTERFACE ${gio_2_0_INCLUDE_DIRS})
katern_dependency(window PkgConfig::imgui glfw OpenGL::GL)
